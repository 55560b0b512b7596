import 'server-only';
import { randomBytes } from 'node:crypto';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { DataLockError } from '@/lib/db/data-lock';
import { openDatabase } from '@/lib/db/database';
import { storeTemplate } from '@/lib/db/template-file';
import { seedWorkspace } from '@/lib/demo-workspace/seed-workspace';
import { isTimeZone } from '@/lib/format/times';
import { startApiServer, type ApiServer } from './api-server';

type Flags = {
  port: number;
  host: string;
  seed: 'demo' | 'empty';
  key?: string;
  dataDir?: string;
  databaseUrl?: string;
  timeZone: string;
  json: boolean;
};

/**
 * `npm run api`: serves the embedded API alone until `signal`, and returns the exit code. The store is in memory unless
 * one is named on the command line: settings of a dashboard must not let a test loose on its data.
 */
export async function runApiCommand(args: readonly string[], signal: AbortSignal): Promise<number> {
  try {
    const flags = parse(args);
    const server = await start(flags);
    process.stdout.write(flags.json ? jsonLine(server) : words(server, flags));
    await new Promise<void>((resolve) => {
      if (signal.aborted) resolve();
      else signal.addEventListener('abort', () => resolve(), { once: true });
    });
    await server.close();
    return 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (!isExpected(error)) throw error;
    process.stderr.write(`The identity API cannot start: ${error.message}\n`);
    return 1;
  }
}

async function start({ port, host, seed, key, dataDir, databaseUrl, timeZone }: Flags): Promise<ApiServer> {
  const database = await openDatabase(
    databaseUrl !== undefined
      ? { databaseUrl }
      : dataDir !== undefined
        ? { dataDir }
        : { template: storeTemplate() },
  );
  try {
    const apiKey = key ?? `desk_${randomBytes(24).toString('base64url')}`;
    const server = await startApiServer({ database, apiKey, host, port, timeZone });
    if (seed === 'demo') {
      await seedWorkspace(database, { profile: seed, now: new Date(), avatarOrigin: server.url });
    }
    return server;
  } catch (error) {
    await database.close();
    throw error;
  }
}

function parse(args: readonly string[]): Flags {
  return new Command('npm run api --')
    .description('Serves the embedded identity API alone, for people who test code against it.')
    .option('--port <port>', 'where to listen; 0 takes a free port', portNumber, 0)
    .option('--host <host>', 'on which address', '127.0.0.1')
    .addOption(
      new Option('--seed <profile>', 'what an empty store starts with')
        .choices(['demo', 'empty'])
        .default('empty'),
    )
    .option('--key <key>', 'the key that callers send; a random one when absent', keyText)
    .option('--data-dir <folder>', 'keeps the store in a folder instead of in memory')
    .option('--database-url <url>', 'keeps the store in a Postgres')
    .option('--time-zone <zone>', 'whose days the 30-day figures are made of', timeZoneName, 'UTC')
    .option('--json', 'prints one line of JSON for programs: url, key, pid', false)
    .exitOverride()
    .parse([...args], { from: 'user' })
    .opts<Flags>();
}

function portNumber(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535)
    throw new InvalidArgumentError('Must be a number from 0 to 65535.');
  return Number(text);
}

function keyText(text: string): string {
  if (!/^[\x21-\x7e]{8,512}$/.test(text))
    throw new InvalidArgumentError('Must be 8 to 512 visible ASCII characters.');
  return text;
}

function timeZoneName(text: string): string {
  if (!isTimeZone(text)) throw new InvalidArgumentError('Must be an IANA time zone, such as Europe/Berlin.');
  return text;
}

function jsonLine({ url, apiKey }: ApiServer): string {
  return `${JSON.stringify({ url, key: apiKey, pid: process.pid })}\n`;
}

function words({ url, apiKey }: ApiServer, { dataDir, databaseUrl }: Flags): string {
  const place = databaseUrl !== undefined ? 'in Postgres' : (dataDir ?? 'in memory, gone when this ends');
  return `
  The identity API is running at  ${url}
  Its key                         ${apiKey}
  Its data                        ${place}

  Start over between tests:       POST ${url}/desk/reset  {"seed": "demo" | "empty"}
  Ctrl+C stops it.

`;
}

function isExpected(error: unknown): error is Error {
  if (!(error instanceof Error)) return false;
  return error instanceof DataLockError || ('code' in error && typeof error.code === 'string');
}
