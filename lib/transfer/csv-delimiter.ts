import 'server-only';
import { open } from 'node:fs/promises';

/** What may part the cells of a CSV file: spreadsheets write a semicolon where a comma marks decimals. */
const DELIMITERS = [',', ';', '\t'] as const;
/** How much of a file is looked at, in bytes. */
const LOOKED_AT = 64 * 1024;

/** What parts the cells of a CSV file: whatever its header has most of, outside of quotes. */
export async function csvDelimiter(path: string): Promise<string> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(LOOKED_AT), 0, LOOKED_AT, 0);
    return delimiterOf(buffer.toString('utf8', 0, bytesRead));
  } finally {
    await file.close();
  }
}

/** The same by the beginning of the text. */
export function delimiterOf(text: string): string {
  const unquoted = text.split('"').filter((_, at) => at % 2 === 0);
  const header = unquoted.join('').trimStart().split('\n')[0] ?? '';
  let best: string = DELIMITERS[0];
  for (const delimiter of DELIMITERS)
    if (header.split(delimiter).length > header.split(best).length) best = delimiter;
  return best;
}
