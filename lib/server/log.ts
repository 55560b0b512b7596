import 'server-only';
import pino from 'pino';
import { describedError } from './described-error';
import { escapedLine } from './escaped-line';
import { withoutSecrets } from './secrets';

type Level = 'info' | 'warn' | 'error';

/**
 * Everything a line of the log may say (security, section 5). What is not named here is not written, whoever passes
 * it: never a body, query, cookie, key, name, email or metadata. `route` is a pattern, not an address.
 */
export type LogMembers = {
  requestId?: string | undefined;
  operatorId?: string | undefined;
  action?: string | undefined;
  outcome?: string | undefined;
  /** Id of an audit entry, the role behind it, what it acted on (by our or the upstream's own id) and names of fields. */
  entry?: string | undefined;
  role?: string | undefined;
  targetId?: string | undefined;
  fields?: readonly string[] | undefined;
  status?: number | undefined;
  /** Milliseconds. */
  ms?: number | undefined;
  method?: string | undefined;
  route?: string | undefined;
  /** Where in an answer or a setting something was wrong: names of members, no values. */
  path?: string | undefined;
  issue?: string | undefined;
  reason?: string | undefined;
  /** What whoever runs this can do about it, in words of ours. */
  cure?: string | undefined;
  setting?: string | undefined;
  signal?: string | undefined;
  digest?: string | undefined;
  identities?: number | undefined;
  count?: number | undefined;
  done?: number | undefined;
  removed?: number | undefined;
  total?: number | undefined;
  /** What was thrown, or its stack. */
  error?: unknown;
  stack?: unknown;
};

const ALLOWED: Record<keyof LogMembers, (value: unknown) => unknown> = {
  requestId: plain,
  operatorId: plain,
  action: plain,
  outcome: plain,
  entry: plain,
  role: plain,
  targetId: plain,
  fields: plain,
  status: plain,
  ms: plain,
  method: plain,
  route: plain,
  path: plain,
  issue: plain,
  reason: plain,
  cure: plain,
  setting: plain,
  signal: plain,
  digest: plain,
  identities: plain,
  count: plain,
  done: plain,
  removed: plain,
  total: plain,
  error: describedError,
  stack: describedError,
};

const log = pino(
  {
    // Neither process id nor host name: what runs it knows both.
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: {
      level: (label) => ({ level: label }),
      log: ({ event, ...members }) => ({ event, ...allowed(members) }),
    },
  },
  // A stream of our own rather than a worker: a line is out before the process can end, and nothing is bundled twice.
  { write: writeLine },
);

/**
 * One JSON line an event, on stdout or (errors) stderr. Only members named in `LogMembers` are written. Should a
 * secret of this process be in one all the same, it is taken out; what a terminal would act on is escaped, so a
 * hostile text cannot forge a line.
 */
export function logEvent(level: Level, event: string, members: LogMembers = {}): void {
  log[level]({ event, ...members });
}

function allowed(members: Record<string, unknown>): Record<string, unknown> {
  const kept = Object.entries(ALLOWED)
    .filter(([name]) => members[name] !== undefined)
    .map(([name, serialise]) => [name, serialise(members[name])]);
  return Object.fromEntries(kept);
}

/** A text, a number or a truth value; anything deeper could hold what was never meant to be written. */
function plain(value: unknown): string | number | boolean | null {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return null;
}

function writeLine(line: string): void {
  const stream = line.startsWith('{"level":"error"') ? process.stderr : process.stdout;
  stream.write(`${escapedLine(withoutSecrets(line.trimEnd()))}\n`);
}
