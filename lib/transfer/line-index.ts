import 'server-only';

const LINE_FEED = 0x0a;

/**
 * Finds the line of an offset in a file that streams by, for offsets that only grow: csv-parse counts a CRLF inside
 * a quoted cell as two lines, its bytes are right. Holds the line ends between the reader and the parser, no more.
 */
export class LineIndex {
  #ends: number[] = [];
  #next = 0;
  #line = 1;
  #seen = 0;

  /** Takes note of the next bytes of the file. */
  add(chunk: Buffer): void {
    for (let at = chunk.indexOf(LINE_FEED); at !== -1; at = chunk.indexOf(LINE_FEED, at + 1)) {
      this.#ends.push(this.#seen + at);
    }
    this.#seen += chunk.length;
  }

  /** The line, from 1, that the byte at `offset` stands on. */
  lineAt(offset: number): number {
    for (let end = this.#ends[this.#next]; end !== undefined && end < offset; end = this.#ends[this.#next]) {
      this.#next += 1;
      this.#line += 1;
    }
    if (this.#next > 4096) {
      this.#ends = this.#ends.slice(this.#next);
      this.#next = 0;
    }
    return this.#line;
  }
}
