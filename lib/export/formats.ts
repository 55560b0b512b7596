/** The formats that identities are exported in. Pure. */

export const EXPORT_FORMATS = ['csv', 'xlsx', 'jsonl'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** What each is called, what it is good for, and how it is sent. */
export const FORMAT_WORDS: Record<ExportFormat, { title: string; use: string; mediaType: string }> = {
  csv: {
    title: 'CSV',
    use: 'For spreadsheets and most programs. A text that a spreadsheet would run as a formula gets an apostrophe in front.',
    mediaType: 'text/csv; charset=utf-8; header=present',
  },
  xlsx: {
    title: 'Excel (XLSX)',
    use: 'Every text is a text and never a formula. One longer than 32,767 characters goes on in the cells to the right of its row.',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
  jsonl: {
    title: 'JSON Lines',
    use: 'For programs: one identity a line, as the API gives it.',
    mediaType: 'application/x-ndjson; charset=utf-8',
  },
};

/** The name of the file. Fixed, so that no text of an identity gets into it. */
export function exportFileName(format: ExportFormat): string {
  return `identities.${format}`;
}
