import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { IdentityPage } from '@/lib/identity/identity-record';
import { identityKeys } from '@/lib/queries/identities';
import { lastList, rememberList } from '@/lib/queries/list-trail';
import DeleteDialog from './delete-dialog';
import { confirmationHint } from './detail/confirmation';

const { deleteIdentity } = vi.hoisted(() => ({ deleteIdentity: vi.fn() }));
vi.mock('@/lib/actions/identities', () => ({ deleteIdentity }));
vi.mock('next/navigation', () => ({
  unstable_isUnrecognizedActionError: () => false,
  unstable_rethrow: () => {},
}));

const identity = {
  _id: '01H',
  external_id: 'user_1',
  display_name: 'Ada Byrne',
  email: undefined,
  tags: [],
  metrics: { total_requests: 1204, total_tokens: 1, total_cost: 1, error_rate: 0 },
};
const query = {
  search: '',
  tags: [],
  sort: 'newest' as const,
  limit: 25 as const,
  after: undefined,
  before: undefined,
};
const onClose = vi.fn();
const onDeleted = vi.fn();
let client: QueryClient;

beforeEach(() => {
  client = new QueryClient();
  deleteIdentity.mockResolvedValue({ ok: true, value: { deleted: '01H' } });
});
afterEach(() => {
  cleanup();
  vi.clearAllMocks();
});

function show(part: Partial<Parameters<typeof DeleteDialog>[0]['identity']> = {}) {
  render(
    <QueryClientProvider client={client}>
      <DeleteDialog identity={{ ...identity, ...part }} onClose={onClose} onDeleted={onDeleted} />
    </QueryClientProvider>,
  );
}
const box = () => screen.getByRole('textbox');
const button = () => screen.getByRole('button', { name: 'Delete identity' });
const type = (value: string) => fireEvent.change(box(), { target: { value } });

test('says what is lost, names the box by the external id and gives Cancel the first focus', () => {
  show();
  const dialog = screen.getByRole('alertdialog', { name: /^Delete\s+Ada Byrne\s*\?$/ });
  expect(dialog.textContent).toContain('1,204 requests in the last 30 days');
  expect(dialog.textContent).toContain('creates the identity again');
  expect(screen.getByRole('textbox', { name: 'Type user_1 to confirm' })).toBeTruthy();
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Cancel' }));
});

test('not reported is not none', () => {
  show({ metrics: undefined });
  expect(screen.getByRole('alertdialog').textContent).toContain('not reported');
  cleanup();
  show({ metrics: { ...identity.metrics, total_requests: 0 } });
  expect(screen.getByRole('alertdialog').textContent).toContain('no requests');
});

test('deletes only when the id is typed exactly, and says why it does not', () => {
  show();
  for (const wrong of ['', 'USER_1', ' user_1', 'user_', 'user_2']) {
    type(wrong);
    expect(button().getAttribute('aria-disabled')).toBe('true');
    const reason = document.getElementById(button().getAttribute('aria-describedby') ?? '');
    expect(reason?.textContent).toContain('exactly');
    fireEvent.click(button());
  }
  expect(deleteIdentity).not.toHaveBeenCalled();
});

test('Enter in the box deletes nothing', () => {
  show();
  type('user_1');
  fireEvent.keyDown(box(), { key: 'Enter' });
  expect(box().closest('form')).toBeNull();
  expect(deleteIdentity).not.toHaveBeenCalled();
});

test('a deleted identity leaves the cached lists, the lookups and the way back', async () => {
  const row = { ...identity, avatar_url: undefined, created: undefined, updated: undefined };
  const page: IdentityPage = {
    rows: [row, { ...row, _id: '02H' }],
    has_more: false,
    query,
    read_at: '',
    columns: [],
  };
  client.setQueryData(identityKeys.list(query), page);
  client.setQueryData(identityKeys.lookup('user_1'), row);
  rememberList({ query, ids: ['01H', '02H'], has_more: false });
  show();
  type('user_1');
  fireEvent.click(button());
  fireEvent.click(button());
  await waitFor(() => expect(onDeleted).toHaveBeenCalledOnce());
  expect(deleteIdentity).toHaveBeenCalledExactlyOnceWith({ id: '01H' });
  expect(onClose).toHaveBeenCalledOnce();
  expect(client.getQueryData<IdentityPage>(identityKeys.list(query))?.rows.map(({ _id }) => _id)).toEqual([
    '02H',
  ]);
  expect(client.getQueryData(identityKeys.lookup('user_1'))).toBeUndefined();
  expect(lastList()?.ids).toEqual(['02H']);
});

test.each([
  [
    'an answer',
    () => Promise.resolve({ ok: false, error: { kind: 'upstream', status: 500, message: 'database error' } }),
  ],
  ['no answer', () => Promise.reject(new Error('offline'))],
])('a failure by %s is said and loses nothing typed', async (_, answer) => {
  deleteIdentity.mockImplementation(answer);
  show();
  type('user_1');
  fireEvent.click(button());
  await waitFor(() => expect(screen.getByRole('alert')).toBeTruthy());
  expect(box()).toHaveProperty('value', 'user_1');
  expect(onClose).not.toHaveBeenCalled();
  expect(onDeleted).not.toHaveBeenCalled();
});

test.each([
  ['user_1 ', 'user_1', 'White space before or after'],
  ['USER_1', 'user_1', 'case'],
  ['nfc-e\u0301', 'nfc-\u00e9', 'looks the same'],
  ['edge-none', 'edge-\u200bnone', 'cannot be seen'],
  ['a b', 'a  b', 'White space inside'],
  ['zzz', 'user_1', 'another ID'],
])('%j for %j is explained', (typed, expected, words) =>
  expect(confirmationHint(typed, expected)).toContain(words),
);

test('an unfinished id is not complained about', () =>
  expect(confirmationHint('user', 'user_1')).toBeUndefined());
