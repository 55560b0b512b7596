import { describe, expect, test } from 'vitest';
import type { IdentityRecord } from '@/lib/identity/identity-record';
import { rejectedLine } from './rejected-line';
import type { ColumnTarget, ImportChoices } from './import-request';
import { planRow, staysWithin, type RowPlan } from './plan-row';
import { cellJson, rowWishes } from './row-wishes';

const stored: IdentityRecord = {
  _id: 'I1',
  external_id: 'ada',
  workspace_id: undefined,
  display_name: ' Ada ',
  email: 'ada@example.com',
  avatar_url: undefined,
  tags: ['vip', 'vip'],
  metadata_text: '{"big": 9007199254740993, "plan":"free", "zip":"00123", "n":5}',
  created: undefined,
  updated: undefined,
  metrics: undefined,
};

function columnsOf(names: readonly string[]): ColumnTarget[] {
  return names.map((name) =>
    name.startsWith('metadata.')
      ? { to: 'key', key: name.slice(9) }
      : { to: name as 'external_id' | 'display_name' | 'email' | 'tags' | 'metadata' },
  );
}

function request(names: readonly string[], choices: Partial<ImportChoices> = {}) {
  return {
    columns: names.map((name) => ({ name })),
    mapping: columnsOf(names),
    separator: ',' as const,
    empty: 'leave' as const,
    ...choices,
  };
}

/** What becomes of one row of a table. */
function ofCells(
  row: Record<string, string>,
  of: IdentityRecord | null = stored,
  choices: Partial<ImportChoices> = {},
): RowPlan {
  const cells = { external_id: 'ada', ...row };
  const read = rowWishes({ cells: Object.values(cells) }, request(Object.keys(cells), choices));
  return 'rejected' in read
    ? { plan: 'reject', reason: read.rejected }
    : planRow(read.wishes, of ?? undefined);
}

/** What becomes of one JSON line. */
function ofLine(text: string, names: string[], of: IdentityRecord | null = stored): RowPlan {
  const read = rowWishes({ text }, request(names));
  return 'rejected' in read
    ? { plan: 'reject', reason: read.rejected }
    : planRow(read.wishes, of ?? undefined);
}

describe('cells', () => {
  test('what a row says as it is stored is no change, also what today’s rules would not take', () => {
    expect(ofCells({ display_name: ' Ada ', tags: '["vip","vip"]', 'metadata.zip': '00123' })).toEqual({
      plan: 'leave',
    });
    expect(ofCells({ metadata: stored.metadata_text, 'metadata.big': '9007199254740993' })).toEqual({
      plan: 'leave',
    });
    expect(ofCells({ display_name: '', email: '', tags: '', 'metadata.plan': '' })).toEqual({
      plan: 'leave',
    });
  });

  test('one key changes, and everything else stays byte for byte', () => {
    expect(ofCells({ 'metadata.plan': 'pro' })).toMatchObject({
      plan: 'update',
      planned: {
        metadata_text: {
          from: stored.metadata_text,
          to: '{"big": 9007199254740993, "plan":"pro", "zip":"00123", "n":5}',
        },
      },
    });
  });

  test('an empty cell clears where the operator says so', () => {
    expect(
      ofCells({ display_name: '', email: '', tags: '', 'metadata.n': '' }, stored, { empty: 'clear' }),
    ).toMatchObject({
      plan: 'update',
      wanted: {
        display_name: '',
        email: '',
        tags: [],
        metadata_text: '{"big": 9007199254740993, "plan":"free", "zip":"00123"}',
      },
      planned: { display_name: { from: ' Ada ' }, tags: { from: ['vip', 'vip'], to: [] } },
    });
  });

  test('a row about nobody creates, with only what it says', () => {
    const plan = ofCells({ display_name: ' Bea ', tags: 'a, b,,a', 'metadata.n': '5' }, null);
    expect(plan).toMatchObject({
      plan: 'create',
      form: {
        external_id: 'ada',
        display_name: 'Bea',
        email: '',
        tags: ['a', 'b'],
        metadata_text: '{"n":5}',
      },
      planned: { display_name: { to: 'Bea' }, tags: { to: ['a', 'b'] }, metadata_text: { to: '{"n":5}' } },
    });
  });

  test('what the rules of forms refuse is rejected with its field', () => {
    const reasonOf = (row: Record<string, string>, of: IdentityRecord | null = null) => {
      const plan = ofCells(row, of);
      return plan.plan === 'reject' ? plan.reason : plan.plan;
    };
    expect(reasonOf({ email: 'nope' }, stored)).toBe(
      'Email: Enter a full email address, such as ada@example.com.',
    );
    expect(reasonOf({ tags: '["a", 1]' })).toContain('Tags: this is not a JSON array of texts');
    expect(reasonOf({ metadata: '[1]' })).toContain('Metadata: ');
    expect(reasonOf({ external_id: 'x'.repeat(121) })).toContain('External ID: Use at most 120');
    expect(reasonOf({ 'metadata.a': '1' }, { ...stored, metadata_text: '{"a":1,"a":2}' })).toContain(
      'more than once',
    );
  });

  test('keys that objects have by nature are keys like others', () => {
    expect(ofCells({ 'metadata.__proto__': 'x', 'metadata.constructor': '{"a":1}' }, null)).toMatchObject({
      form: { metadata_text: '{"__proto__":"x","constructor":{"a":1}}' },
    });
  });
});

test('the JSON of a cell is what is stored if that reads so, else what the text is', () => {
  expect(cellJson('5', '"5"')).toBe('"5"');
  expect(cellJson('5', '5.0')).toBe('5');
  expect(cellJson('5.0', '5.0')).toBe('5.0');
  expect(cellJson('12345678901234567890', undefined)).toBe('12345678901234567890');
  expect(cellJson('00123', undefined)).toBe('"00123"');
  expect(cellJson(' {"a": 1} ', undefined)).toBe('{"a": 1}');
  expect(cellJson('true', undefined)).toBe('true');
  expect(cellJson('"quoted"', undefined)).toBe('"\\"quoted\\""');
  expect(cellJson('{broken', undefined)).toBe('"{broken"');
});

describe('JSON lines', () => {
  const names = ['external_id', 'display_name', 'email', 'tags', 'metadata'];
  test('hold their values to the letter, and say nothing of what they leave out', () => {
    expect(ofLine('{"external_id":"ada"}', names)).toEqual({ plan: 'leave' });
    expect(ofLine('{"external_id":"ada","email":null}', names)).toEqual({ plan: 'leave' });
    expect(ofLine('{"external_id":"ada","metadata":{"n":1.50}}', names)).toMatchObject({
      wanted: { metadata_text: '{"n":1.50}' },
    });
    expect(ofLine('{"external_id":"ada","metadata.n":null}', ['external_id', 'metadata.n'])).toMatchObject({
      wanted: { metadata_text: expect.stringContaining('"n":null') },
    });
  });

  test('values of another type are rejected', () => {
    for (const [text, reason] of [
      ['{"external_id":5}', 'External ID'],
      ['{"external_id":"ada","display_name":5}', 'Display name'],
      ['{"external_id":"ada","tags":[1]}', 'Tags'],
      ['{"external_id":"ada","metadata":"{}"}', 'Metadata'],
    ] as const)
      expect(ofLine(text, names)).toEqual({ plan: 'reject', reason: expect.stringContaining(reason) });
  });

  test('are given back with the reason as a further member, or whole when they are no object', () => {
    expect(rejectedLine('{"a":1.0,"b":"x"}', 'Why')).toBe('{"a":1.0,"b":"x","reason":"Why"}\n');
    expect(rejectedLine('{ }', 'Why')).toBe('{"reason":"Why"}\n');
    expect(rejectedLine('{"a"', 'Why')).toBe('{"line":"{\\"a\\"","reason":"Why"}\n');
    expect(rejectedLine(undefined, 'Why')).toBe('{"reason":"Why"}\n');
  });
});

test('a plan stays within one that was confirmed while each change is one that was shown', () => {
  const shown = { email: { from: 'a', to: 'b' }, tags: { to: ['x'] } };
  expect(staysWithin({}, shown)).toBe(true);
  expect(staysWithin({ tags: { to: ['x'] } }, shown)).toBe(true);
  expect(staysWithin({ tags: { from: ['y'], to: ['x'] } }, shown)).toBe(false);
  expect(staysWithin({ display_name: { to: 'x' } }, shown)).toBe(false);
});
