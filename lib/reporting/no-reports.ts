/**
 * What stands for a ranking that the upstream cannot give: `none` when it has no usage reports, or not for this key;
 * `too-many` when an older host can only report by day and more identities were used than such a report holds.
 */
export type NoReports = { no_reports: 'none' | 'too-many' };

/** Whether what was read is that there is nothing to read. */
export function isWithoutReports<T extends object>(value: T | NoReports): value is NoReports {
  return 'no_reports' in value;
}
