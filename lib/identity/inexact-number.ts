/** A number that is not what it looks like to a program that counts with it. `line` counts from 1. */
export type InexactNumber = { text: string; read: string; line: number };

/** Longest number that is quoted whole, in characters. */
const LONGEST = 40;
/** A text in quotes, or a number outside of them. */
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * The first number of a JSON text that a double cannot hold: beyond 2^53, beyond its range, with more digits than it
 * has, or negative zero. It is stored as written; JavaScript and most other readers round it. `undefined` when there is
 * none. The text is taken to be JSON.
 */
export function inexactNumber(json: string): InexactNumber | undefined {
  for (const { 0: token, index } of json.matchAll(TOKEN)) {
    if (token.startsWith('"')) continue;
    // Negative zero reads as '0' here, as it does once a program writes it back.
    const read = String(Number(token));
    if (decimal(read) === decimal(token)) continue;
    const text = token.length > LONGEST ? `${token.slice(0, LONGEST)}…` : token;
    return { text, read, line: json.slice(0, index).split('\n').length };
  }
  return undefined;
}

/** One spelling for each value: its digits without zeros at either end, and the power of ten they stand at. */
function decimal(number: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i.exec(number);
  if (match === null) return number;
  const [, sign = '', whole = '', fraction = '', power = '0'] = match;
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  const significant = digits.replace(/0+$/, '');
  if (significant === '') return `${sign}0`;
  return `${sign}${significant}e${Number(power) - fraction.length + digits.length - significant.length}`;
}
