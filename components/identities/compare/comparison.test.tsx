import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { OperatorProvider } from '@/components/shell/operator';
import type { Role } from '@/lib/auth/permissions';
import type { IdentityRecord } from '@/lib/identity/identity-record';
import type { Pair } from '@/lib/identity/merged-values';
import { Comparison } from './comparison';

const { saveIdentity } = vi.hoisted(() => ({ saveIdentity: vi.fn() }));
vi.mock('@/lib/actions/identities', () => ({ saveIdentity, deleteIdentity: vi.fn() }));
vi.mock('next/navigation', () => ({
  useRouter: () => ({ replace: () => {} }),
  unstable_isUnrecognizedActionError: () => false,
  unstable_rethrow: () => {},
}));

const one: IdentityRecord = {
  _id: '01A',
  external_id: 'user_a',
  workspace_id: undefined,
  display_name: 'Ada Byrne',
  email: 'ada@example.com',
  avatar_url: undefined,
  tags: ['pro'],
  metadata_text: '{"plan": "pro", "big": 9007199254740993}',
  created: '2026-01-01T00:00:00.000Z',
  updated: '2026-01-01T00:00:00.000Z',
  metrics: { total_requests: 12, total_tokens: 1, total_cost: 1, error_rate: 0 },
};
const other: IdentityRecord = {
  ...one,
  _id: '01B',
  external_id: 'crm-1',
  display_name: ' A. Byrne ',
  email: 'ADA@example.com',
  tags: ['imported'],
  metadata_text: '{"plan":"free"}',
  metrics: undefined,
};

afterEach(() => {
  cleanup();
  vi.clearAllMocks();
});

function comparison(pair: Pair<IdentityRecord>, role: Role = 'admin') {
  const operator = { id: 'x', email: 'x@desk.example', name: 'X', role, method: 'password' } as const;
  return (
    <QueryClientProvider client={new QueryClient()}>
      <OperatorProvider operator={operator}>
        <Comparison pair={pair} readAt="2026-11-21T12:00:00.000Z" />
      </OperatorProvider>
    </QueryClientProvider>
  );
}
const writing = () => within(screen.getByRole('region', { name: /^1\. Write to/ }));
const write = () => writing().getByRole('button', { name: /Write to/ });
const remove = () => screen.getByRole('button', { name: /^Delete/ });
const isIdle = (button: HTMLElement) => button.getAttribute('aria-disabled') === 'true';

test('only what is chosen and differs is written; then nothing is left to write, and the other may go', async () => {
  const stored = { ...one, display_name: 'A. Byrne', tags: ['pro', 'imported'] };
  saveIdentity.mockResolvedValue({
    ok: true,
    value: { status: 'saved', identity: stored, kept: [], merged: [], entry: 'e' },
  });
  const { rerender } = render(comparison({ left: one, right: other }));
  fireEvent.click(screen.getByRole('radio', { name: 'Keep Ada Byrne' }));
  fireEvent.click(screen.getByRole('radio', { name: /^Display name: take it from\s+A\. Byrne/ }));
  expect(isIdle(remove())).toBe(true);
  fireEvent.click(write());
  await waitFor(() => expect(saveIdentity).toHaveBeenCalledTimes(1));
  expect(saveIdentity.mock.calls[0]?.[0]).toMatchObject({
    id: '01A',
    opened: { display_name: 'Ada Byrne', metadata_text: one.metadata_text },
    values: { display_name: 'A. Byrne', tags: ['pro', 'imported'] },
  });
  expect(Object.keys(saveIdentity.mock.calls[0]?.[0].values)).toEqual(['display_name', 'tags']);
  rerender(comparison({ left: stored, right: other }));
  await waitFor(() => expect(writing().getByRole('status').textContent).toContain('nothing to write'));
  expect(isIdle(remove())).toBe(false);
});

test('a change of somebody else is said, and what did not take is named', async () => {
  saveIdentity.mockResolvedValueOnce({
    ok: true,
    value: { status: 'changed-meanwhile', current: one, fields: ['tags'] },
  });
  saveIdentity.mockResolvedValueOnce({
    ok: true,
    value: { status: 'saved', identity: one, kept: [{ field: 'email', reason: 'different' }], merged: [] },
  });
  render(comparison({ left: one, right: other }));
  fireEvent.click(write());
  await waitFor(() =>
    expect(writing().getByRole('alert').textContent).toContain(
      'Someone else changed this identity meanwhile',
    ),
  );
  expect(writing().getByRole('alert').textContent).toContain('Tags');
  fireEvent.click(write());
  await waitFor(() => expect(writing().getByRole('alert').textContent).toContain('not all of it'));
  expect(writing().getByRole('alert').textContent).toContain('Email');
});

test('a role that may not is told why', () => {
  render(comparison({ left: one, right: other }, 'viewer'));
  expect(isIdle(write())).toBe(true);
  expect(write().dataset.tip).toContain('it takes editor');
  fireEvent.click(write());
  expect(saveIdentity).not.toHaveBeenCalled();
  expect(remove().dataset.tip).toContain('it takes admin');
});

test('of many members those that are the same are folded', () => {
  const metadata = (plan: string) =>
    JSON.stringify({ plan, ...Object.fromEntries(['a', 'b', 'c', 'd'].map((key) => [key, key])) });
  render(
    comparison({
      left: { ...one, metadata_text: metadata('pro') },
      right: { ...other, metadata_text: metadata('free') },
    }),
  );
  expect(screen.queryByRole('rowheader', { name: /^a/ })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Show 4 members that are the same in both' }));
  expect(screen.getByRole('rowheader', { name: /^a/ }).textContent).toContain('Same');
});
