/**
 * What stands for a ranking that the upstream cannot give: `none` when it has no usage reports, or not for this key;
 * `too-many` when an older host can only report by day and more identities were used than such a report holds.
 */
export type NoReports = { no_reports: 'none' | 'too-many' };

/** Whether what was read is that there is nothing to read. */
export function isWithoutReports<T extends object>(value: T | NoReports): value is NoReports {
  return 'no_reports' in value;
}

export const NO_REPORTS_TITLE = 'This host has no usage reports';
export const NO_REPORTS_WORDS: Record<NoReports['no_reports'], string> = {
  none: 'It cannot say who used how much, or not with the API key of this dashboard.',
  'too-many': 'It is of an earlier version, and more identities were used than its reports can hold.',
};
