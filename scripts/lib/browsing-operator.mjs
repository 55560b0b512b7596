import { setTimeout as pause } from 'node:timers/promises';
import { operatorHeaders } from './operator-headers.mjs';

const SEARCHES = ['north', 'support', 'ada', 'kiosk', 'team', 'example'];
const THINK_MS = { least: 1_000, most: 5_000 };

/**
 * One operator who looks around until `isOver`: list, search, next page, an identity, back. Asks for what a browser asks
 * for: pages at first, then rows as JSON.
 *
 * @param note called with each request's duration in milliseconds and what was wrong with its answer, if anything
 */
export async function browse({ url, operator, isOver, note }) {
  const headers = await operatorHeaders({ url, operator });
  const think = () => pause(THINK_MS.least + Math.random() * (THINK_MS.most - THINK_MS.least));
  const step = async (ask) => {
    if (isOver()) return undefined;
    const start = performance.now();
    const { wrong, value } = await ask();
    note(performance.now() - start, wrong);
    await think();
    return value;
  };
  await think();
  while (!isOver()) {
    await step(() => page(url, '/identities', headers));
    const search = SEARCHES[Math.floor(Math.random() * SEARCHES.length)];
    await step(() => rows(url, `?search=${search}`, headers));
    const first = await step(() => rows(url, '', headers));
    const next = first && (await step(() => rows(url, `?after=${first.at(-1)}`, headers)));
    const one = (next ?? first)?.[operator % 10];
    if (one !== undefined) await step(() => page(url, `/identities/${one}`, headers));
    await step(() => rows(url, '', headers));
  }
}

/** A page is whole when it came with 200 and shows no alert. */
export async function page(url, path, headers) {
  return asked(async () => {
    const response = await fetch(url + path, { headers });
    const text = await response.text();
    if (!response.ok) return { wrong: `${path} answered ${response.status}` };
    return text.includes('role="alert"') ? { wrong: 'a page with an alert' } : {};
  });
}

async function rows(url, query, headers) {
  return asked(async () => {
    const response = await fetch(`${url}/api/identities${query}`, { headers });
    const outcome = await response.json();
    if (!outcome.ok) return { wrong: `rows failed: ${outcome.error?.kind ?? response.status}` };
    return { value: outcome.value.rows.map(({ _id }) => _id) };
  });
}

async function asked(ask) {
  try {
    return await ask();
  } catch (error) {
    return { wrong: String(error?.cause ?? error) };
  }
}
