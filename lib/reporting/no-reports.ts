/**
 * What stands for a ranking that the upstream cannot give: why not, in a sentence. Not an error, as asking again would
 * not help and everything else works.
 */
export type NoReports = { no_reports: string };

/** Whether what was read is that there is nothing to read. */
export function isWithoutReports<T extends object>(value: T | NoReports): value is NoReports {
  return 'no_reports' in value;
}

export const NO_REPORTS_TITLE = 'This host has no usage reports';
