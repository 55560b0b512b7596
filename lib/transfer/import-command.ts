import 'server-only';
import type { Database } from '@/lib/db/database';
import { formatCount } from '@/lib/format/numbers';
import { CommandError } from './command-error';
import { csvRows } from './csv-rows';
import { importFormat, type ImportFormat } from './file-format';
import type { ExistingRule } from './import-batch';
import { importAllOrNothing, importResumably, type ImportCounts } from './import-identities';
import type { ImportMark } from './import-mark';
import { jsonRows } from './json-lines';
import { progressBar, type ProgressBar } from './progress-bar';
import { RejectsReport } from './rejects-report';
import { fileDigest, fileSize, openSource, type SourceFile } from './source-file';
import type { SourceRow } from './source-row';
import { xlsxRows } from './xlsx-rows';

export type ImportCommand = {
  file: string;
  format?: ImportFormat | undefined;
  existing: ExistingRule;
  resume: boolean;
  dryRun: boolean;
  spreadsheet: boolean;
  rejects?: string | undefined;
};

/** What a command ends with: lines for standard output, and whether it did all that was asked. */
export type CommandEnd = { lines: string[]; complete: boolean };

/** What can be said against a command before a store is opened, or made. Throws `CommandError`. */
export async function checkImport(command: ImportCommand): Promise<void> {
  if (command.resume && command.dryRun) throw new CommandError('Choose --resume or --dry-run, not both.');
  if (command.resume && command.file === '-') {
    throw new CommandError('Standard input cannot be read again: --resume needs a file.');
  }
  importFormat(command.file, command.format);
  if (command.file !== '-') await fileSize(command.file);
}

/** `data import`: see `--help`. Throws `CommandError` and `UnreadableFile`. */
export async function importCommand(
  database: Database,
  command: ImportCommand,
  signal: AbortSignal,
): Promise<CommandEnd> {
  const format = importFormat(command.file, command.format);
  const source = await openSource(command.file);
  const rows = (skip: number) =>
    format === 'csv'
      ? csvRows(source.chunks, { skip, spreadsheet: command.spreadsheet })
      : format === 'xlsx'
        ? xlsxRows(command.file, { skip })
        : jsonRows(source.chunks, { skip });
  const bar = progressBar(command.dryRun ? 'Checking' : 'Importing');
  const run = { source, rows, bar, signal };
  return (command.resume ? importWithResume : importWhole)(database, command, run).finally(() => bar.stop());
}

type Run = {
  source: SourceFile;
  rows: (skip: number) => AsyncIterable<SourceRow>;
  bar: ProgressBar;
  signal: AbortSignal;
};

async function importWhole(
  database: Database,
  { existing, dryRun, rejects }: ImportCommand,
  run: Run,
): Promise<CommandEnd> {
  const report = await RejectsReport.open(rejects, 0);
  try {
    const { stored, counts } = await importAllOrNothing(database, run.rows(0), {
      existing,
      dryRun,
      now: new Date(),
      onRejected: (rows) => report.add(rows),
      onProgress: (progress) => showProgress(run, progress),
      signal: run.signal,
    });
    const refused = counts.rejected > 0;
    const head = stored
      ? `Imported ${countWords(counts)}.`
      : refused
        ? `Nothing was imported: ${rowsWords(counts.rejected)} rejected, ${countWords(counts)} would have been.`
        : `Nothing was stored, as you asked: ${countWords(counts)} would have been.`;
    const advice = refused && !dryRun ? ['Mend them, or import the others with --resume.'] : [];
    return {
      lines: [head, ...rejectedLines(report, counts.rejected, rejects), ...advice],
      complete: !refused,
    };
  } finally {
    await report.close();
  }
}

async function importWithResume(
  database: Database,
  { file, existing, rejects }: ImportCommand,
  run: Run,
): Promise<CommandEnd> {
  const digest = await fileDigest(file);
  let report: RejectsReport | undefined;
  let from: ImportMark | undefined;
  try {
    const { mark, counts } = await importResumably(database, digest, run.rows, {
      existing,
      now: new Date(),
      onResume: async (found) => {
        from = found;
        if (!found.finished) report = await RejectsReport.open(rejects, found.rejected);
      },
      onRejected: async (rows) => report?.add(rows),
      onProgress: (progress) => showProgress(run, progress),
      signal: run.signal,
    });
    if (from?.finished === true) {
      const lines = [
        `This file was imported already, all ${rowsWords(mark.rows)} of it. Without --resume it is imported again.`,
      ];
      return { lines, complete: true };
    }
    const before =
      from !== undefined && from.rows > 0 ? [`Went on after row ${formatCount(from.rows)}.`] : [];
    const head = `Imported ${countWords(counts)}; ${rowsWords(mark.rejected)} rejected in all.`;
    return {
      lines: [
        ...before,
        head,
        ...(report === undefined ? [] : rejectedLines(report, counts.rejected, rejects)),
      ],
      complete: mark.rejected === 0,
    };
  } finally {
    await report?.close();
  }
}

function showProgress({ bar, source }: Run, counts: ImportCounts): void {
  const words = `${countWords(counts)}${counts.rejected === 0 ? '' : `, ${formatCount(counts.rejected)} rejected`}`;
  bar.update(source.bytesRead(), source.size, words);
}

/** What became of the rows that were not rejected. */
function countWords({ created, updated, skipped }: ImportCounts): string {
  const identities = `${formatCount(created)} ${created === 1 ? 'identity' : 'identities'}`;
  const parts = [identities];
  if (updated > 0) parts.push(`${formatCount(updated)} updated`);
  if (skipped > 0) parts.push(`${formatCount(skipped)} skipped`);
  return parts.join(', ');
}

function rowsWords(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'row' : 'rows'}`;
}

function rejectedLines(report: RejectsReport, rejected: number, file: string | undefined): string[] {
  const shown = report.shown();
  const more = rejected - shown.length;
  const where = file === undefined ? 'add --rejects FILE to see all' : `all are in ${file}`;
  return more > 0 ? [...shown, `  and ${formatCount(more)} more; ${where}.`] : shown;
}
