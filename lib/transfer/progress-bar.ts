import 'server-only';
import { SingleBar } from 'cli-progress';
import { formatCount } from '@/lib/format/numbers';

/** How often a terminal that cannot redraw a line gets a new one, in milliseconds. */
const PLAIN_INTERVAL_MS = 10_000;

/** A bar on standard error, which leaves standard output to the data. */
export type ProgressBar = {
  /** `total` is unknown for a stream. */
  update(done: number, total: number | undefined, words: string): void;
  /** For work that counts rows. */
  onRows: (done: number, total: number) => void;
  stop(): void;
};

/** Starts a bar. */
export function progressBar(title: string): ProgressBar {
  const shown = process.stderr.isTTY === true ? drawnProgress(title) : plainProgress(title);
  return {
    ...shown,
    onRows: (done, total) => shown.update(done, total, `${formatCount(done)} of ${formatCount(total)} rows`),
  };
}

function drawnProgress(title: string): Omit<ProgressBar, 'onRows'> {
  const bar = new SingleBar({
    format: `${title} {bar} {percentage}% {words}, {eta_formatted} left`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 24,
    fps: 10,
    etaBuffer: 50,
    hideCursor: true,
    clearOnComplete: true,
    stream: process.stderr,
  });
  bar.start(1, 0, { words: '' });
  return {
    update(done, total, words) {
      // Of a stream of unknown length nothing is known but how much has come.
      bar.setTotal(Math.max(total ?? done * 2, 1));
      bar.update(done, { words });
    },
    stop: () => bar.stop(),
  };
}

function plainProgress(title: string): Omit<ProgressBar, 'onRows'> {
  let next = Date.now() + PLAIN_INTERVAL_MS;
  return {
    update(done, total, words) {
      if (Date.now() < next) return;
      next = Date.now() + PLAIN_INTERVAL_MS;
      const share = total === undefined || total === 0 ? '' : `${Math.floor((100 * done) / total)}%, `;
      process.stderr.write(`${title}: ${share}${words}\n`);
    },
    stop() {},
  };
}
