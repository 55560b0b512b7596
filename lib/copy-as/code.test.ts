import { spawn } from 'node:child_process';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createIdentityClient } from '@/lib/identity-client/client';
import { createRequest, updateRequest, type CreateIdentityForm } from '@/lib/identity/identity-form';
import type { IdentityValues } from '@/lib/identity/identity-values';
import { anyObjectText } from '@/lib/identity/testing/any-json-text';
import { createCall, retrieveCall, updateCall, type ApiCall } from './api-call';
import { codeOf } from './code';
import { CODE_LANGUAGES, type CodeLanguage } from './code-languages';

/** Copied code is really run, by the shell, Node and Python, against a server that keeps what arrives. */

type Arrived = { method: string | undefined; url: string | undefined; key: string | undefined; body: string };
let arrived: Arrived[] = [];
const KEY = 'key-of-the-test-"$HOME"';
const ANSWER = '{"_id":"x","external_id":"é","metadata":{"big":9007199254740993}}';

const server = createServer((request, response) => {
  void textOf(request).then((body) => {
    const { method, url, headers } = request;
    arrived.push({ method, url, key: headers.authorization, body });
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(ANSWER);
  });
});
let baseUrl = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/prefix`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** Runs programs of one language, one after the other in one process: a process each would take minutes. */
function run(language: CodeLanguage, codes: readonly string[]): Promise<string> {
  const [command, ...given]: [string, ...string[]] = {
    curl: ['sh', '-s'] as [string, ...string[]],
    node: ['node', '--input-type=module', '-'] as [string, ...string[]],
    python: ['python3', '-'] as [string, ...string[]],
  }[language];
  const between = { curl: '\necho\n', node: '', python: '\n' }[language];
  const program = codes.map((code) => (language === 'node' ? `{\n${code}\n}\n` : code)).join(between);
  return new Promise((resolve, reject) => {
    const child = spawn(command, given, {
      env: { ...process.env, LC_ALL: 'C.UTF-8', ORQ_API_KEY: KEY },
    });
    let printed = '';
    let complaint = '';
    child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
    child.on('error', reject);
    child.on('close', (status) =>
      status === 0 ? resolve(printed) : reject(new Error(`${command} ended with ${status}: ${complaint}`)),
    );
    child.stdin.end(program);
  });
}

/** What this dashboard's own client sends for the same. */
async function sentByClient(send: (client: ReturnType<typeof createIdentityClient>) => Promise<unknown>) {
  let sent: Arrived | undefined;
  const client = createIdentityClient({
    baseUrl,
    apiKey: 'k',
    fetch: async (request) => {
      const { pathname, search } = new URL(request.url);
      sent = {
        method: request.method,
        url: `${pathname}${search}`,
        key: `Bearer ${KEY}`,
        body: await request.text(),
      };
      return Response.json({});
    },
  });
  await send(client);
  if (sent === undefined) throw new Error('the client sent nothing');
  return sent;
}

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }).map((text) => text.toWellFormed()),
  fc.constantFrom(
    `'; touch /tmp/owned; '`,
    '"double" \'single\' `back` $HOME $(id) ${PATH} !! \\ \\n',
    '@/etc/passwd',
    'line\nbreak\r\nand\ttab',
    '👩🏽‍🚀 \u202etxt.exe\u202c \u2028 \ufeff é é',
    "'''\\'''",
    '%s %d {} {0} #{x}',
    '-'.repeat(200),
  ),
);
const values: fc.Arbitrary<IdentityValues> = fc.record({
  display_name: anyText,
  email: fc.constantFrom('', "o'hara@example.com", 'ada@example.com'),
  avatar_url: fc.constantFrom('', 'https://pictures.example/$a?b=\'c\'&d="e"'),
  tags: fc.array(anyText, { maxLength: 5 }),
  metadata_text: fc.oneof(fc.constant('{}'), anyObjectText),
});
const target = () => ({ baseUrl, keyVariable: 'ORQ_API_KEY' }) as const;

for (const { language, label } of CODE_LANGUAGES) {
  test(`${label} sends to the byte what the client sends, whatever is in it`, async () => {
    const created = fc.sample(
      fc.tuple(
        anyText.filter((text) => text !== ''),
        values,
      ),
      { numRuns: 40, seed: 7 },
    );
    const updated = fc.sample(fc.tuple(anyText, values, values), { numRuns: 60, seed: 11 });
    const calls: ApiCall[] = [];
    const wanted: Arrived[] = [];
    for (const [external_id, rest] of created) {
      const form: CreateIdentityForm = { external_id, ...rest };
      calls.push(createCall(target(), form));
      wanted.push(await sentByClient((client) => client.create(createRequest(form))));
    }
    for (const [id, opened, typed] of updated) {
      const call = updateCall(target(), id, opened, typed);
      if (call === undefined) continue;
      calls.push(call);
      wanted.push(await sentByClient((client) => client.update(id, updateRequest(opened, typed))));
    }
    for (const [id] of updated) {
      const call = retrieveCall(target(), id);
      if (call === undefined) continue;
      calls.push(call);
      wanted.push(await sentByClient((client) => client.retrieve(id, { include_metrics: true })));
    }
    expect(calls.length).toBeGreaterThan(120);

    arrived = [];
    const printed = await run(
      language,
      calls.map((call) => codeOf(language, call, 'ORQ_API_KEY')),
    );
    expect(arrived).toEqual(wanted);
    expect(printed.split('\n').filter((line) => line !== '')).toEqual(calls.map(() => ANSWER));
  });
}

test('the key is a variable and nothing else, and nothing that turns text around stands bare in a program', () => {
  const call = retrieveCall({ baseUrl: 'https://api.orq.ai', keyVariable: 'EMBEDDED_API_KEY' }, 'a\u202eb');
  if (call === undefined) throw new Error('the id can be named');
  expect(codeOf('curl', call, 'EMBEDDED_API_KEY')).toBe(
    `curl 'https://api.orq.ai/v2/identities/a%E2%80%AEb?include_metrics=true' \\\n  --header "Authorization: Bearer $EMBEDDED_API_KEY"`,
  );
  expect(codeOf('node', call, 'EMBEDDED_API_KEY')).toContain(
    'Authorization: `Bearer ${process.env.EMBEDDED_API_KEY}`',
  );
  expect(codeOf('python', call, 'EMBEDDED_API_KEY')).toContain(`os.environ['EMBEDDED_API_KEY']`);
  const turned = {
    method: 'POST',
    address: 'https://api.orq.ai/v2/identities',
    body: '{"a":"\u202eb"}',
  } as const;
  for (const language of ['node', 'python'] as const)
    expect(codeOf(language, turned, 'ORQ_API_KEY')).toContain('\\u202e');
});

test('nothing to change is no call, nor is an id that no address can name', () => {
  const same: IdentityValues = {
    display_name: 'A',
    email: '',
    avatar_url: '',
    tags: ['a'],
    metadata_text: '{"a": 1}',
  };
  expect(updateCall(target(), 'x', same, { ...same, metadata_text: '{"a":1}' })).toBeUndefined();
  expect(retrieveCall(target(), '..')).toBeUndefined();
  expect(updateCall(target(), 'x', same, { ...same, email: 'a@example.com', display_name: '' })?.body).toBe(
    '{"display_name":null,"email":"a@example.com"}',
  );
});
