import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ACTION_NAMES, actionsOf, GROUP_NAMES } from './action-groups';
import { AUDIT_LIMITS, AUDIT_OUTCOMES, auditHref, WHOLE_LOG } from './log-address';
import { parseAuditQuery, type AuditQuery } from './log-query';

const parsed = (href: string) => parseAuditQuery(new URL(href, 'http://desk.example').searchParams);
const ULID = '01M7Z7QC3XZQ8FZN3H0NMAMWZK';

test('every view has one address, which reads back as that view', () => {
  const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });
  const text = fc.string({ minLength: 1, maxLength: 40, unit: 'grapheme' });
  const views: fc.Arbitrary<AuditQuery> = fc.record({
    operator: maybe(text),
    action: maybe(fc.constantFrom(...GROUP_NAMES, ...ACTION_NAMES)),
    identity: maybe(text),
    outcome: maybe(fc.constantFrom(...AUDIT_OUTCOMES)),
    from: maybe(fc.constantFrom('2026-11-20', '2024-02-29')),
    to: maybe(fc.constant('2026-11-21')),
    job: maybe(fc.constant(ULID)),
    entry: maybe(fc.constant(ULID)),
    limit: fc.constantFrom(...AUDIT_LIMITS),
    after: maybe(fc.constant(ULID)),
    before: fc.constant(undefined),
  });
  fc.assert(
    fc.property(views, (view) => {
      expect(parsed(auditHref(view, view))).toEqual(view);
    }),
  );
});

test('what is broken falls back to its default', () => {
  fc.assert(
    fc.property(fc.webQueryParameters(), (search) => {
      expect(() => parsed(`/audit?${search}`)).not.toThrow();
    }),
  );
  expect(
    parsed(
      `/audit?operator=%00&action=nonsense&identity=&outcome=x&from=2026-02-30&to=1999-01-01&limit=7&after=x&job=1'--&entry=1'--`,
    ),
  ).toEqual(WHOLE_LOG);
  expect(parsed(`/audit?after=${ULID}&before=${ULID}`)).toMatchObject({ after: ULID, before: undefined });
});

test('a changed filter starts again at the newest entry', () => {
  expect(auditHref({ ...WHOLE_LOG, after: ULID }, { outcome: 'failed' })).toBe('/audit?outcome=failed');
});

test('the groups hold every action, each once', () => {
  expect(GROUP_NAMES.flatMap(actionsOf).sort()).toEqual([...ACTION_NAMES].sort());
  expect(actionsOf('sign-in')).toEqual(['sign-in']);
});
