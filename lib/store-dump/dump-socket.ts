import 'server-only';
import type { Socket } from 'node:net';
import { logEvent } from '@/lib/server/log';
import { HEAD_BYTES_MAX, headLine, parseHead, UnusableDump, type Dump } from './dump-format';

/**
 * The conversation over the socket of a data folder's lock: the one word `dump`, answered by a dump as its file has it.
 * Only this user reaches the socket: it lies in a folder of mode 0700.
 */
const REQUEST = 'dump\n';

/** How long a caller may take to say what it wants, or to take what it is sent, in milliseconds. */
const PATIENCE_MS = 30_000;

/** Answers one caller of the lock's socket; whoever says nothing only looked whether the folder is in use. */
export function answerCaller(socket: Socket, dump: () => Promise<Dump>): void {
  socket.setTimeout(PATIENCE_MS, () => socket.destroy());
  // A caller that goes away is its own affair.
  socket.on('error', () => socket.destroy());
  let said = '';
  socket.on('data', (chunk: Buffer) => {
    said += chunk.toString('latin1');
    if (said.length > REQUEST.length) socket.destroy();
    if (said !== REQUEST) return;
    dump().then(
      ({ head, body }) => {
        socket.write(headLine(head));
        socket.end(body);
      },
      (error: unknown) => {
        logEvent('error', 'backup-failed', { error: error instanceof Error ? error.stack : String(error) });
        socket.end(`${JSON.stringify({ failed: true })}\n`);
      },
    );
  });
}

/** Asks the process that holds a data folder for a dump. Throws `UnusableDump` when none, or half of one, comes. */
export async function requestDump(socket: Socket): Promise<Dump> {
  // Not `end`: the holder would see a caller that has gone.
  socket.write(REQUEST);
  const chunks: Buffer[] = [];
  try {
    for await (const chunk of socket) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  } catch (error) {
    throw new UnusableDump('The running process ended before the backup was whole.', { cause: error });
  }
  const all = Buffer.concat(chunks);
  const end = all.subarray(0, HEAD_BYTES_MAX).indexOf('\n');
  const line = all.subarray(0, Math.max(0, end)).toString('utf8');
  if (end < 0 || line.startsWith('{"failed"'))
    throw new UnusableDump('The process that has the store open could not back it up. Its log says more.');
  return { head: parseHead(line), body: all.subarray(end + 1) };
}
