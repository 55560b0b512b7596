import 'server-only';
import { SaxesParser } from 'saxes';
import { UnreadableWorkbook } from './xlsx-archive';

/** What is made of the XML of a part while it streams by. Names come without their prefix. */
export type XmlReader = {
  open?(name: string, attributes: Record<string, string>): void;
  text?(text: string): void;
  close?(name: string): void;
};

/**
 * Reads XML and hands on after each chunk, so that the caller can take what was found until then. Entities of a document
 * of its own are not known, so they cannot grow. Throws `UnreadableWorkbook`.
 */
export async function* xmlElements(chunks: AsyncIterable<Buffer>, reader: XmlReader): AsyncGenerator<void> {
  const parser = new SaxesParser();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  parser.on('error', (error) => {
    throw new UnreadableWorkbook('The workbook holds XML that cannot be read.', { cause: error });
  });
  parser.on('opentag', ({ name, attributes }) =>
    reader.open?.(
      localName(name),
      Object.fromEntries(Object.entries(attributes).map(([key, value]) => [localName(key), String(value)])),
    ),
  );
  parser.on('closetag', ({ name }) => reader.close?.(localName(name)));
  const onText = (text: string) => reader.text?.(text);
  parser.on('text', onText);
  parser.on('cdata', onText);
  for await (const chunk of chunks) {
    parser.write(decoded(decoder, chunk));
    yield;
  }
  parser.close();
  yield;
}

function decoded(decoder: TextDecoder, chunk: Buffer): string {
  try {
    return decoder.decode(chunk, { stream: true });
  } catch (error) {
    throw new UnreadableWorkbook('The workbook holds text that is not UTF-8.', { cause: error });
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
