import 'server-only';

/** Longest text of one error in the log, in characters. */
const LONGEST = 8_000;

/**
 * What was thrown as the log may tell it: kind, message and where. Messages that quote what could not be read (JSON,
 * addresses) lose the quote: it is a piece of a body or an address, and so of somebody's data.
 */
export function describedError(thrown: unknown): string {
  return told(thrown, 3).slice(0, LONGEST);
}

function told(thrown: unknown, causes: number): string {
  if (!(thrown instanceof Error)) return withoutQuote(typeof thrown === 'string' ? thrown : kindOf(thrown));
  const stack = withoutQuote(thrown.stack ?? `${thrown.name}: ${thrown.message}`);
  return thrown.cause === undefined || causes === 0
    ? stack
    : `${stack}\nCaused by: ${told(thrown.cause, causes - 1)}`;
}

/** Messages of the platform that hold the text they were given. */
const QUOTING = [
  [/, (?:\.{3})?"[\s\S]*?"(?:\.{3})? is not valid JSON/g, ': not valid JSON'],
  [/"[\s\S]*?" is an invalid header value/g, 'not a header value'],
  [/(Failed to parse URL from ).*/g, '$1[address]'],
] as const;

function withoutQuote(text: string): string {
  let shown = text;
  for (const [pattern, instead] of QUOTING) shown = shown.replace(pattern, instead);
  return shown;
}

/** Not its text: a thrown object may hold anything. */
function kindOf(thrown: unknown): string {
  return thrown === null ? 'null was thrown' : `A value of type ${typeof thrown} was thrown`;
}
