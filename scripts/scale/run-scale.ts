import { cases, type Case } from './cases';
import { rankingCases } from './ranking-cases';
import { measuredStore, type MeasuredStore } from './measured-store';
import { planOf } from './plans';
import { samplesOf } from './samples';

/** Calls of each case; a case that is slow makes fewer, and at least ten. */
const CALLS = { most: 200, least: 10, warmUp: 5, milliseconds: 4_000 };

type Measured = { p50: number; p99: number };
type Place = { databaseUrl: string } | { dataDir: string };
/** One kind of store at two sizes: the ratio between them says whether a case grows with the store. */
export type Pair = {
  name: string;
  small: { place: Place; size: number };
  large: { place: Place; size: number };
};

/** Prints every case of both sizes of each pair: p50, p99, the ratio of the medians, and the plan at the large one. */
export async function runScale(pairs: readonly Pair[], log: (line: string) => void): Promise<void> {
  for (const { name, small, large } of pairs) {
    const few = await measuredOf(name, small.place, small.size, log);
    const many = await measuredOf(name, large.place, large.size, log);
    log(
      `\n${name}: ${large.size.toLocaleString('en-US')} identities, beside ${small.size.toLocaleString('en-US')}`,
    );
    log(row('case', 'p50', 'p99', 'ratio', 'plan'));
    for (const [title, at] of many.results) {
      const before = few.results.get(title);
      log(
        row(
          title,
          ms(at.p50),
          ms(at.p99),
          before === undefined ? '' : `${(at.p50 / before.p50).toFixed(1)}x`,
          many.plans.get(title) ?? '',
        ),
      );
    }
  }
}

async function measuredOf(name: string, place: Place, size: number, log: (line: string) => void) {
  const started = performance.now();
  const store = await measuredStore(name, place, size, () => {});
  try {
    log(
      `${name}: ${size.toLocaleString('en-US')} identities ready after ${Math.round((performance.now() - started) / 1000)} s`,
    );
    const results = new Map<string, Measured>();
    const plans = new Map<string, string>();
    const samples = await samplesOf(store);
    for (const one of [...cases(samples), ...(await rankingCases(store, samples, log))]) {
      results.set(one.name, await measure(store, one));
      if (one.write === undefined && one.ask === undefined)
        plans.set(one.name, await planOf(store, one.path(0)));
    }
    return { results, plans };
  } finally {
    await store.database.close();
  }
}

/** Writes name what they write by their number, so each is done once, in the same order for create, update and delete. */
async function measure(store: MeasuredStore, { path, ask, write }: Case): Promise<Measured> {
  const times: number[] = [];
  const warmUp = write === undefined ? CALLS.warmUp : 0;
  const started = performance.now();
  for (let at = -warmUp; at < CALLS.most; at += 1) {
    const enough =
      write === undefined && performance.now() - started > CALLS.milliseconds && times.length >= CALLS.least;
    if (enough) break;
    const before = performance.now();
    await store.call(path(Math.abs(at)), write?.(at) ?? asked(ask?.(Math.abs(at))));
    if (at >= 0) times.push(performance.now() - before);
  }
  times.sort((one, other) => one - other);
  const quantile = (share: number) =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? NaN;
  return { p50: quantile(0.5), p99: quantile(0.99) };
}

const asked = (body: object | undefined) => (body === undefined ? undefined : { method: 'POST', body });
const ms = (value: number) => `${value.toFixed(1)} ms`;
const row = (title: string, p50: string, p99: string, ratio: string, plan: string) =>
  `${title.padEnd(44)}${p50.padStart(10)}${p99.padStart(11)}${ratio.padStart(8)}  ${plan}`;
