import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { claimedEmail, claimedName, claimTexts, roleFromClaims } from './oidc-claims';
import { ROLES, type Role } from './permissions';

const roles = new Map<string, Role>([
  ['staff', 'viewer'],
  ['support', 'editor'],
  ['desk-admins', 'admin'],
]);
const role = (claims: Record<string, unknown>, claim = 'groups') => roleFromClaims(claims, { claim, roles });

describe('the role of a claim', () => {
  test.each([
    [['staff'], 'viewer'],
    [['staff', 'desk-admins', 'support'], 'admin'],
    ['support', 'editor'],
    [['Support'], undefined],
    [['other'], undefined],
    [[], undefined],
    [undefined, undefined],
    [[['desk-admins']], undefined],
    [{ 0: 'desk-admins', length: 1 }, undefined],
    ['staff,desk-admins', undefined],
  ])('%j gives %s', (groups, expected) => {
    expect(role({ groups })).toBe(expected);
  });

  test('is found behind dots, and a claim of the very name goes first', () => {
    expect(role({ realm_access: { roles: ['support'] } }, 'realm_access.roles')).toBe('editor');
    expect(role({ 'a.b': ['staff'], a: { b: ['desk-admins'] } }, 'a.b')).toBe('viewer');
    expect(role({ 'https://desk.example/roles': 'support' }, 'https://desk.example/roles')).toBe('editor');
  });

  test('is never found on what objects inherit', () => {
    expect(claimTexts({}, 'constructor.name')).toEqual([]);
    expect(claimTexts({ a: 'text' }, 'a.length')).toEqual([]);
  });

  test('is the highest of those that the groups give, for any claims', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.array(fc.constantFrom('staff', 'support', 'desk-admins', 'x')),
        (other, groups) => {
          const expected = ROLES.findLast((one) => groups.some((group) => roles.get(group) === one));
          expect(role({ other, groups })).toBe(expected);
          expect(role({ groups: other }, 'groups.x.y')).not.toBe('admin');
        },
      ),
    );
  });
});

test('an email is kept in lower case, and nothing that is none', () => {
  expect(claimedEmail({ email: ' Ada@Desk.Example ' })).toBe('ada@desk.example');
  for (const email of [undefined, 1, '', 'ada', 'a@b c', 'a@b\u0000', '\ud800@b', `${'a'.repeat(320)}@b`])
    expect(claimedEmail({ email })).toBeUndefined();
});

test('a name is the best there is', () => {
  const email = 'ada@desk.example';
  expect(claimedName({ name: ' Ada Lovelace ' }, email)).toBe('Ada Lovelace');
  expect(claimedName({ given_name: 'Ada', family_name: 'Lovelace' }, email)).toBe('Ada Lovelace');
  expect(claimedName({ name: '  ', preferred_username: 'ada' }, email)).toBe('ada');
  expect(claimedName({ name: 'a\u0000' }, email)).toBe(email);
  expect([...claimedName({ name: '🙂'.repeat(300) }, email)]).toHaveLength(200);
});
