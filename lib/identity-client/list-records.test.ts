import { afterAll, expect, test } from 'vitest';
import { createIdentityClient } from './client';
import { upstreamServer } from './testing/upstream-server';

const ODD = [
  '{"n":9007199254740993,"n":-0.10,"__proto__":{"a":1}, "2":1,"1":"\\u00e9"}',
  `${'{"a":'.repeat(510)}1.0${'}'.repeat(510)}`,
  '{"plain":true}',
];
const item = (metadata: string | undefined, at: number) =>
  `{"_id":"${at}","external_id":"user_${at}","tags":["a"]${metadata === undefined ? '' : `,"metadata":${metadata}`}}`;

let items: (string | undefined)[] = [];
const upstream = await upstreamServer((response) => {
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.end(`{"object":"list","data":[${items.map(item).join(',')}],"has_more":true}`);
});
afterAll(() => upstream.close());

test.each([
  ['what parsing would lose', ODD, ODD],
  ['what parsing loses nothing of', ['{"plain":true}', '{"a":[1,"x"]}'], ['{"plain":true}', '{"a":[1,"x"]}']],
  ['metadata that is null or absent', ['null', undefined, '{ }'], ['{}', '{}', '{ }']],
])('a page of a list has the very texts of its metadata: %s', async (_, sent, expected) => {
  items = sent;
  const client = createIdentityClient({ baseUrl: upstream.url, apiKey: 'key', fetch });
  const page = await client.listRecords({ limit: 50 });
  expect(page.ok && page.value.identities.map(({ metadata_text }) => metadata_text)).toEqual(expected);
  expect(page).toMatchObject({ value: { has_more: true } });
});
