import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import type { Operator } from '@/lib/auth/operator';
import { PERMISSIONS } from '@/lib/auth/permissions';
import { actingOperator, actInNameOf, type Acting } from './acting-operator';
import { authorize } from './authorize';
import { presentRequest } from './request-marks';
import { actAs, withOwnStore } from './testing/own-store';

vi.mock('next/headers', () => import('./testing/next-headers'));

withOwnStore();

const operator = (role: Operator['role']): Operator => ({
  id: `the-${role}`,
  name: '',
  email: `${role}@desk.example`,
  role,
  method: 'password',
  secondFactor: false,
  signInId: '',
});
const acting = (role: Operator['role']): Acting => ({
  operator: operator(role),
  job: 'job',
  requestId: 'request',
  address: '192.0.2.1',
});

test('only the runner of jobs acts in the name of somebody', () => {
  const users = ['app', 'components', 'lib', '.']
    .flatMap((folder) =>
      readdirSync(folder, { recursive: folder !== '.', encoding: 'utf8' }).map((file) => join(folder, file)),
    )
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
    .filter((file) => readFileSync(file, 'utf8').includes('actInNameOf'));
  expect(users.sort()).toEqual([
    'lib/server/acting-operator.ts',
    'lib/server/jobs/count-again.ts',
    'lib/server/jobs/perform-item.ts',
  ]);
});

describe('work in the name of somebody', () => {
  test('is theirs, whoever the present request is of', async () => {
    await actAs('admin');
    const outcome = await actInNameOf(acting('editor'), () => authorize('identity.write'));
    expect(outcome).toMatchObject({ ok: true, value: { id: 'the-editor' } });
    expect(await actInNameOf(acting('editor'), presentRequest)).toMatchObject({
      requestId: 'request',
      address: '192.0.2.1',
    });
  });

  test('goes no further than their role', async () => {
    await actAs('admin');
    const outcome = await actInNameOf(acting('editor'), () => authorize('identity.delete'));
    expect(outcome).toMatchObject({ ok: false, error: { kind: 'forbidden' } });
  });

  test.each(PERMISSIONS.filter((permission) => !permission.startsWith('identity.')))(
    'may never use %s, whatever the role',
    async (permission) =>
      expect(await actInNameOf(acting('admin'), () => authorize(permission))).toMatchObject({
        error: { kind: 'forbidden' },
      }),
  );

  test('is no recent sign-in', async () => {
    const outcome = await actInNameOf(acting('admin'), () => authorize('identity.delete', { recent: true }));
    expect(outcome).toMatchObject({ error: { kind: 'forbidden' } });
  });

  test('ends with it', async () => {
    const { email } = await actAs('viewer');
    await actInNameOf(acting('admin'), () => Promise.resolve());
    expect(actingOperator()).toBeUndefined();
    expect(await authorize('identity.read')).toMatchObject({ ok: true, value: { email } });
  });
});
