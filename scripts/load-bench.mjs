/**
 * `npm run bench -- --only load`: 50 operators browse for a minute in proxy mode, then the upstream hangs for 30 s.
 * Everything on this machine; figures depend on it, ratios less.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startServer } from './lib/bench-servers.mjs';
import { browse, page } from './lib/browsing-operator.mjs';
import { ensureBuild } from './lib/build.mjs';
import { operatorHeaders } from './lib/operator-headers.mjs';
import { residentMemory } from './lib/resident-memory.mjs';
import { stallingUpstream } from './lib/stalling-upstream.mjs';

const KEY = 'desk_bench_key';
const OPERATORS = 50;
/** Longer runs tell a store that fills up once from one that leaks. */
const BROWSE_MS = Number(process.env.LOAD_SECONDS ?? 60) * 1000;
const SETTLED_MS = 20_000;
const HANG_MS = 30_000;
const RECOVERY_LIMIT_MS = 60_000;

const row = (name, value) => console.log(name.padEnd(58) + String(value).padStart(12));
const quantile = (values, q) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))] ?? NaN;

/** Time until a list and a detail page are whole, three times in a row, in milliseconds. */
async function recovered(url, path) {
  const headers = await operatorHeaders({ url, operator: 0 });
  const start = performance.now();
  let since;
  for (let whole = 0; whole < 3;) {
    const asked = performance.now();
    const answers = await Promise.all([page(url, '/identities', headers), page(url, path, headers)]);
    if (answers.some(({ wrong }) => wrong !== undefined)) [whole, since] = [0, undefined];
    else [whole, since] = [whole + 1, since ?? performance.now()];
    if (asked - start > RECOVERY_LIMIT_MS) return Infinity;
    await pause(250);
  }
  return since - start;
}

async function run(desk, upstream) {
  const times = [];
  const wrongs = new Map();
  let over = false;
  let counting = true;
  const note = (milliseconds, wrong) => {
    if (!counting) return;
    times.push(milliseconds);
    if (wrong !== undefined) wrongs.set(wrong, (wrongs.get(wrong) ?? 0) + 1);
  };
  const operators = Array.from({ length: OPERATORS }, (_, operator) =>
    browse({ url: desk.url, operator, isOver: () => over, note }),
  );
  await pause(SETTLED_MS);
  const early = residentMemory(desk.pid);
  const between = [];
  for (let at = 2 * SETTLED_MS; at < BROWSE_MS; at += SETTLED_MS) {
    await pause(SETTLED_MS);
    between.push(residentMemory(desk.pid));
  }
  await pause(BROWSE_MS - SETTLED_MS * (between.length + 1));
  const late = residentMemory(desk.pid);
  counting = false;

  console.log(`\n${OPERATORS} operators browsing for ${BROWSE_MS / 1000} s, upstream over HTTP`);
  row('requests', times.length);
  row(
    'failed, or with an alert on the page',
    [...wrongs.values()].reduce((sum, count) => sum + count, 0),
  );
  for (const [wrong, count] of wrongs) row(`  ${wrong}`, count);
  row('p50', `${quantile(times, 0.5).toFixed(0)} ms`);
  row('p99', `${quantile(times, 0.99).toFixed(0)} ms`);
  row('resident memory after 20 s', `${early.toFixed(0)} MiB`);
  between.forEach((memory, at) => row(`  after ${20 * (at + 2)} s`, `${memory.toFixed(0)} MiB`));
  row(`resident memory after ${BROWSE_MS / 1000} s`, `${late.toFixed(0)} MiB`);
  row('  ratio of both', (late / early).toFixed(2));

  upstream.hang();
  await pause(HANG_MS);
  const path = '/identities/user_mei-lin-zhao';
  upstream.heal();
  const back = await recovered(desk.url, path);
  row(`pages whole again after a hang of ${HANG_MS / 1000} s (aim 15 s)`, `${(back / 1000).toFixed(1)} s`);
  row('resident memory then', `${residentMemory(desk.pid).toFixed(0)} MiB`);
  over = true;
  await Promise.all(operators);
}

await ensureBuild();
const folder = await mkdtemp(join(tmpdir(), 'identity-desk-load-'));
const behind = await startServer({
  DATA_DIR: join(folder, 'behind'),
  DEMO_WORKSPACE: 'demo',
  EMBEDDED_API_KEY: KEY,
});
const upstream = await stallingUpstream(behind.url, KEY);
const desk = await startServer({
  DATA_DIR: join(folder, 'desk'),
  ORQ_API_KEY: 'bench-upstream-key',
  ORQ_API_URL: upstream.url,
});
try {
  await run(desk, upstream);
} finally {
  await desk.stop();
  await behind.stop();
  await upstream.close();
  await rm(folder, { recursive: true, force: true });
}
