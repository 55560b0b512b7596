import 'server-only';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { DataLockError } from '@/lib/db/data-lock';
import { openDatabase, type Database } from '@/lib/db/database';
import { withoutParameters } from '@/lib/db/query-error';
import { ownOrigin } from '@/lib/server/own-origin';
import { settings, SettingsError } from '@/lib/server/settings';
import { letIn, type LetIn } from './let-in';

/** `npm run let-in`: runs one command line, prints, and returns the exit code. */
export async function runLetIn(args: readonly string[]): Promise<number> {
  let wanted: LetIn | undefined;
  const program = new Command('npm run let-in --')
    .description(
      'Makes a link with which an operator chooses a new password, when no admin is there to make one. Works on the store of the settings; stop a dashboard with an embedded store first.',
    )
    .argument('<email>', 'of the operator')
    .option('--without-second-factor', 'takes their second factor away', false)
    .option('--admin', 'makes them an admin', false)
    .action((email: string, options: { withoutSecondFactor: boolean; admin: boolean }) => {
      wanted = { email, ...options };
    })
    .exitOverride();
  try {
    program.parse([...args], { from: 'user' });
    return wanted === undefined ? 2 : await run(wanted);
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const bare = withoutParameters(error);
    const expected =
      bare instanceof DataLockError ||
      bare instanceof SettingsError ||
      (bare instanceof Error && 'code' in bare);
    if (!expected) throw bare;
    process.stderr.write(`${bare.message}\n`);
    return 1;
  }
}

async function run(wanted: LetIn): Promise<number> {
  if (settings().PASSWORD_SIGN_IN === 'off') {
    process.stderr.write(
      'PASSWORD_SIGN_IN is off, so a new password would let nobody in. Turn it on first.\n',
    );
    return 1;
  }
  const database = await openExisting();
  if (database === undefined) {
    process.stderr.write(
      `There is no store in ${settings().DATA_DIR}. Set DATA_DIR to the folder of the dashboard, or DATABASE_URL.\n`,
    );
    return 1;
  }
  try {
    const end = await letIn(database.orm, wanted);
    if (!end.ok) {
      process.stderr.write(
        end.reason === 'unknown'
          ? 'No operator has this email.\n'
          : 'This operator comes in through the single sign-on and has no password.\n',
      );
      return 1;
    }
    // To the terminal, not through the log, which is collected and kept.
    process.stdout.write(
      `Start the dashboard and open this link, once and until ${end.expires.toISOString()}:\n\n  ${ownOrigin()}/join#${end.token}\n\n`,
    );
    return 0;
  } finally {
    await database.close();
  }
}

/** The store of the settings; undefined when there is none, as opening a mistyped folder would make one. */
async function openExisting(): Promise<Database | undefined> {
  const { DATABASE_URL, DATA_DIR } = settings();
  if (DATABASE_URL !== undefined) return openDatabase({ databaseUrl: DATABASE_URL });
  return existsSync(join(DATA_DIR, 'postgres', 'PG_VERSION'))
    ? openDatabase({ dataDir: DATA_DIR })
    : undefined;
}
