import 'server-only';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { DataLockError } from '@/lib/db/data-lock';
import type { Database } from '@/lib/db/database';
import { SettingsError } from '@/lib/server/settings';
import { CommandError } from './command-error';
import { FILE_FORMATS, IMPORT_FORMATS, type FileFormat, type ImportFormat } from './file-format';
import type { ExistingRule } from './import-batch';
import { checkImport, importCommand, type CommandEnd } from './import-command';
import { ImportConflict } from './import-identities';
import { openStore } from './open-store';
import { fileSize } from './source-file';
import { UnreadableFile } from './source-row';
import {
  backupCommand,
  exportCommand,
  resetCommand,
  restoreCommand,
  type SeedProfile,
} from './store-commands';

/** The exit codes of the command. */
export const EXIT = { done: 0, notAll: 1, usage: 2, interrupted: 130 } as const;

/** `npm run data`: runs one command line, prints, and returns the exit code. `signal` interrupts it. */
export async function runDataCommand(args: readonly string[], signal: AbortSignal): Promise<number> {
  let code: number = EXIT.done;
  const on = async (
    { make }: { make: boolean },
    work: (database: Database) => Promise<CommandEnd>,
  ): Promise<void> => {
    const { database, name } = await openStore({ make });
    try {
      const { lines, complete } = await work(database);
      for (const line of lines)
        process.stdout.write(`${line.replace('The store', `The store in ${name}`)}\n`);
      code = complete ? EXIT.done : EXIT.notAll;
    } finally {
      await database.close();
    }
  };
  try {
    await dataProgram(on, signal).parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    if (signal.aborted) {
      process.stderr.write('Interrupted. What was not stored for good is undone.\n');
      return EXIT.interrupted;
    }
    if (!isExpected(error)) throw error;
    // Whoever read the output has seen enough, as `head` does.
    if ('code' in error && error.code === 'EPIPE') return EXIT.notAll;
    process.stderr.write(`${error.message}\n`);
    return EXIT.notAll;
  }
}

type OnStore = (
  options: { make: boolean },
  work: (database: Database) => Promise<CommandEnd>,
) => Promise<void>;

function dataProgram(on: OnStore, signal: AbortSignal): Command {
  const program = new Command('npm run data --')
    .description(
      'Moves identities in and out of the embedded API’s store: the folder DATA_DIR, or the Postgres of DATABASE_URL.',
    )
    .exitOverride();
  const format = (formats: readonly string[]) =>
    new Option('--format <format>', 'what the file holds, if its ending does not say').choices(formats);

  program
    .command('import')
    .description('adds the identities of a JSON Lines, CSV or XLSX file; "-" reads standard input')
    .argument('<file>')
    .addOption(format(IMPORT_FORMATS))
    .addOption(
      new Option('--existing <rule>', 'rows whose external_id is there already')
        .choices(['reject', 'skip', 'update'])
        .default('reject'),
    )
    .option('--resume', 'takes what can be taken, and goes on where an earlier run was interrupted', false)
    .option('--dry-run', 'checks every row and stores none', false)
    .option('--rejects <file>', 'writes the rejected rows with their line numbers and reasons')
    .option('--spreadsheet', 'takes off the apostrophe that keeps a text from being a formula', false)
    .action(async (file: string, options: ImportFlags) => {
      const command = { file, ...options };
      await checkImport(command);
      await on({ make: true }, (database) => importCommand(database, command, signal));
    });

  program
    .command('export')
    .description('writes all identities as JSON Lines or CSV; "-" writes to standard output')
    .argument('<file>')
    .addOption(format(FILE_FORMATS))
    .option('--spreadsheet', 'CSV that no spreadsheet takes for formulas', false)
    .option('--force', 'replaces the file', false)
    .action((file: string, options: { format?: FileFormat; spreadsheet: boolean; force: boolean }) =>
      on({ make: false }, (database) => exportCommand(database, { file, ...options }, signal)),
    );

  program
    .command('backup')
    .description('writes everything, with usage and deletions, to one file for "restore"')
    .argument('<file>')
    .option('--force', 'replaces the file', false)
    .action((file: string, options: { force: boolean }) =>
      on({ make: false }, (database) => backupCommand(database, { file, ...options }, signal)),
    );

  program
    .command('restore')
    .description('brings a backup back, into an embedded store or Postgres')
    .argument('<file>')
    .option('--replace', 'in the place of all that is there', false)
    .action(async (file: string, options: { replace: boolean }) => {
      await fileSize(file);
      await on({ make: true }, (database) => restoreCommand(database, { file, ...options }, signal));
    });

  program
    .command('reset')
    .description('deletes every identity and all usage')
    .requiredOption('--yes', 'really')
    .addOption(new Option('--seed <profile>', 'fills the store anew').choices(['demo', 'empty', 'huge']))
    .option('--size <count>', 'how many identities', wholeNumber)
    .action((options: { seed?: SeedProfile; size?: number }) =>
      on({ make: false }, (database) => resetCommand(database, { seed: options.seed, size: options.size })),
    );
  return program;
}

type ImportFlags = {
  format?: ImportFormat;
  existing: ExistingRule;
  resume: boolean;
  dryRun: boolean;
  rejects?: string;
  spreadsheet: boolean;
};

function wholeNumber(text: string): number {
  if (!/^\d{1,7}$/.test(text)) throw new InvalidArgumentError('Must be a whole number.');
  return Number(text);
}

/** Failures that one line explains: of ours, and of files, sockets and Postgres, which carry a code. */
function isExpected(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  const ours = [CommandError, UnreadableFile, ImportConflict, DataLockError, SettingsError];
  return ours.some((kind) => error instanceof kind) || ('code' in error && typeof error.code === 'string');
}
