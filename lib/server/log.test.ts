import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { logEvent } from './log';
import { keepSecret } from './secrets';
import { catchLog } from './testing/logged-lines';

let log: ReturnType<typeof catchLog>;
beforeEach(() => {
  log = catchLog();
});
afterEach(() => log.restore());

test('an event is one line of JSON with time, level, name and its members', () => {
  logEvent('info', 'api-request', { method: 'GET', route: '/v2/identities', status: 200, ms: 3 });
  expect(log.text()).toMatch(/^[^\n]+\n$/);
  expect(JSON.parse(log.text())).toEqual({
    level: 'info',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    event: 'api-request',
    method: 'GET',
    route: '/v2/identities',
    status: 200,
    ms: 3,
  });
});

test('what is not on the list is not written, whoever passes it', () => {
  const members = { status: 500, body: 'ada@example.com', headers: { cookie: 'x' }, url: '/?search=ada' };
  logEvent('warn', 'odd', members);
  // Deeper values could hold what was never meant to be written.
  logEvent('warn', 'odd', JSON.parse('{"status": 200, "reason": {"email": "ada@example.com"}}'));
  expect(log.lines('odd')).toEqual([
    { level: 'warn', event: 'odd', status: 500 },
    { level: 'warn', event: 'odd', status: 200, reason: null },
  ]);
});

test('an error is told by kind, message and place, with what caused it', () => {
  logEvent('error', 'failed', { error: new TypeError('no store', { cause: new Error('disk is full') }) });
  const [line] = log.lines('failed');
  expect(line?.error).toMatch(
    /^TypeError: no store\n\s+at .*log\.test\.ts[\s\S]*\nCaused by: Error: disk is full/,
  );
});

test('what an error quotes of a body, an address or a header is left out, and so is a thrown object', () => {
  const attempts = [
    () => JSON.parse('{"email": hidden@example.com}'),
    () => JSON.parse(`${'['.repeat(40)}hidden`),
    () => new Request('hidden//x'),
    () => new Headers({ a: 'hidden\nx' }),
    () => {
      throw { email: 'hidden' };
    },
  ];
  for (const attempt of attempts)
    try {
      attempt();
    } catch (error) {
      logEvent('error', 'quoted', { error });
    }
  expect(log.lines('quoted')).toHaveLength(attempts.length);
  expect(log.text()).not.toContain('hidden');
});

test('a secret is taken out wherever it stands', () => {
  keepSecret('canary-of-the-log-test');
  logEvent('error', 'leak', {
    reason: 'canary-of-the-log-test',
    error: new Error('sent canary-of-the-log-test'),
  });
  expect(log.text()).not.toContain('canary-of-the-log-test');
  expect(log.text()).toContain('[secret]');
});

test('no text forges a line or speaks to a terminal, and none is changed', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({
      unit: fc.constantFrom('\n', '\r', '\u001b[31m', '\u009b', '\u2028', '\u202e', '\u{e0041}', '"}', 'a'),
    }),
  );
  fc.assert(
    fc.property(hostile, (reason) => {
      const before = log.text().length;
      logEvent('info', 'hostile', { reason });
      const written = log.text().slice(before);
      expect(written).toMatch(/^[^\n]+\n$/);
      expect(written.trimEnd()).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      expect(JSON.parse(written)).toMatchObject({ reason });
    }),
  );
});
