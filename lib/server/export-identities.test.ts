import { expect, test, vi } from 'vitest';
import { failed, succeeded } from '@/lib/errors/app-error';
import { exportedCsv } from './export-identities';

const { read } = vi.hoisted(() => ({ read: vi.fn() }));
vi.mock('./identities', () => ({ storedIdentity: read }));

const identity = (_id: string) => ({
  _id,
  external_id: '=cmd()',
  display_name: 'Ada "A", Lovelace',
  email: undefined,
  avatar_url: undefined,
  tags: ['a,b', 'c'],
  metadata_text: '{"n":9007199254740993}',
  created: '2026-01-01T00:00:00.000Z',
  updated: undefined,
  metrics: { total_requests: 12, total_tokens: 3400, total_cost: 0.000012, error_rate: -1 },
});
const pause = () => new Promise((resolve) => setTimeout(resolve, 1));

async function all(ids: string[]): Promise<string> {
  let text = '';
  for await (const part of exportedCsv(ids, new AbortController().signal)) text += part;
  return text;
}

test('the rows come in the order of the ids, four reads at a time', async () => {
  let running = 0;
  let most = 0;
  read.mockImplementation(async (id: string) => {
    most = Math.max(most, (running += 1));
    await pause();
    if (Number(id) % 2 === 0) await pause();
    running -= 1;
    return succeeded(identity(id));
  });
  const ids = Array.from({ length: 20 }, (_, at) => String(at));
  const records = (await all(ids)).split('\r\n');
  expect(records.at(-1)).toBe('');
  expect(records.slice(1, -1).map((record) => record.split(',')[0])).toEqual(ids.map((id) => `"${id}"`));
  expect(most).toBe(4);
});

test('texts are quoted and safe, figures are plain numbers with the end of their window', async () => {
  read.mockImplementation(async (id: string) => succeeded(identity(id)));
  const [head, record] = (await all(['1'])).split('\r\n');
  expect(head?.startsWith('\u{feff}"id","external_id",')).toBe(true);
  expect(record).toMatch(
    /^"1","'=cmd\(\)","Ada ""A"", Lovelace",,,"\[""a,b"",""c""\]","\{""n"":9007199254740993\}","2026-01-01T00:00:00.000Z",,12,3400,0.000012,-1,"20[^"]+Z"$/,
  );
});

test('a row that cannot be read ends the text with a line that says so, without a line end', async () => {
  read.mockImplementation(async (id: string) =>
    id === '3'
      ? failed({ kind: 'not-found', message: 'Identity not found' })
      : id === '5'
        ? Promise.reject(new Error('late'))
        : succeeded(identity(id)),
  );
  const lines = (await all(['1', '2', '3', '4', '5', '6'])).split('\r\n');
  expect(lines).toHaveLength(4);
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ id: '3', title: 'Identity not found' });
});

test('an identity that answers to the id of another one is not exported in its place', async () => {
  read.mockImplementation(async () => succeeded(identity('another')));
  expect(await all(['1'])).toContain('"title":"Identity not found"');
});
