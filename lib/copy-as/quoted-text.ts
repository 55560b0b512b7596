/** Texts as literals of a program, so that any text arrives as it is: nothing in it can end the literal. */

/** For a POSIX shell: single quotes, between which every character but the quote itself is plain. */
export function shellText(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/**
 * For JavaScript and Python alike. Characters that neither may hold in a line, that draw nothing, or that turn the
 * reading direction of the code around them are written as escapes, which both read the same.
 */
export function sourceText(text: string): string {
  const inner = text.replace(ESCAPED, (character) => SHORT[character] ?? unicodeEscape(character));
  return `'${inner}'`;
}

const ESCAPED = /['\\\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]|\p{Cs}/gu;
const SHORT: Record<string, string> = { "'": `\\'`, '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
