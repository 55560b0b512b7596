// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Toaster } from '@/components/ui/toasts';
import { failed, succeeded } from '@/lib/errors/app-error';
import BulkDeleteDialog from './delete-dialog';
import BulkTagsDialog from './tags-dialog';
import { testRow } from './testing/test-row';

const { deleteOne, changeTags, refresh } = vi.hoisted(() => ({
  deleteOne: vi.fn(),
  changeTags: vi.fn(),
  refresh: vi.fn(),
}));
vi.mock('@/lib/actions/bulk-identities', () => ({
  beforeDeletingMany: async () => ({ ok: true, value: null }),
  deleteOneOfMany: deleteOne,
  changeIdentityTags: changeTags,
  refreshAfterRun: refresh,
}));
vi.mock('next/navigation', () => ({
  unstable_isUnrecognizedActionError: () => false,
  unstable_rethrow: () => {},
}));

const rows = ['Ada', 'Grace', 'Linus'].map((name) =>
  testRow({ _id: name, display_name: name, requests: 400, tags: name === 'Ada' ? ['vip'] : [] }),
);
const onClose = vi.fn();

function show(dialog: ReactNode): void {
  render(
    <QueryClientProvider client={new QueryClient()}>
      {dialog}
      <Toaster />
    </QueryClientProvider>,
  );
}
const button = (name: string) => screen.getByRole('button', { name });
const toasts = () => screen.getByRole('status', { name: 'Notifications', hidden: true }).textContent;
const isDisabled = (name: string) => button(name).hasAttribute('disabled');

beforeEach(() => {
  vi.stubGlobal('fetch', async () => Response.json({ ok: true, value: [] }));
  for (const mock of [deleteOne, changeTags, refresh, onClose]) mock.mockReset();
  refresh.mockResolvedValue(succeeded(null));
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('a delete of many needs their count typed; Cancel has the first focus and Enter deletes nothing', async () => {
  deleteOne.mockImplementation(async ({ id }: { id: string }) => succeeded({ deleted: id }));
  show(<BulkDeleteDialog rows={rows} onClose={onClose} />);
  const dialog = screen.getByRole('alertdialog', { name: 'Delete 3 identities?' });
  expect(dialog.textContent).toContain('Together they made 1,200 requests');
  expect(within(dialog).getByText('Grace')).toBeTruthy();
  expect(document.activeElement).toBe(button('Cancel'));

  const box = screen.getByRole('textbox', { name: 'Type 3 to confirm' });
  expect(isDisabled('Delete 3 identities')).toBe(true);
  fireEvent.change(box, { target: { value: '4' } });
  expect(isDisabled('Delete 3 identities')).toBe(true);
  fireEvent.change(box, { target: { value: '3' } });
  expect(isDisabled('Delete 3 identities')).toBe(false);
  fireEvent.keyDown(box, { key: 'Enter' });
  expect(box.closest('form')).toBeNull();
  expect(deleteOne).not.toHaveBeenCalled();

  fireEvent.click(button('Delete 3 identities'));
  await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
  expect(deleteOne.mock.calls.map(([input]) => input)).toEqual([
    { id: 'Ada' },
    { id: 'Grace' },
    { id: 'Linus' },
  ]);
  await waitFor(() => expect(refresh).toHaveBeenCalledOnce());
  expect(toasts()).toContain('3 identities deleted');
});

test('a failed delete is listed with its reason and can be tried again alone', async () => {
  deleteOne.mockImplementation(async ({ id }: { id: string }) =>
    id === 'Grace' ? failed({ kind: 'upstream', status: 500, message: 'boom' }) : succeeded({ deleted: id }),
  );
  show(<BulkDeleteDialog rows={rows} onClose={onClose} />);
  fireEvent.change(screen.getByRole('textbox'), { target: { value: '3' } });
  fireEvent.click(button('Delete 3 identities'));
  const failures = await screen.findByRole('list', { name: 'Failed' });
  expect(failures.textContent).toContain('Grace');
  expect(document.activeElement).toBe(button('Close'));
  expect(onClose).not.toHaveBeenCalled();

  deleteOne.mockReset().mockResolvedValue(succeeded({ deleted: 'Grace' }));
  fireEvent.click(button('Try again'));
  await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
  expect(deleteOne).toHaveBeenCalledExactlyOnceWith({ id: 'Grace' });
});

test('a cancel waits for the present identity and leaves the rest', async () => {
  let finish = () => {};
  deleteOne.mockImplementation(
    ({ id }: { id: string }) =>
      new Promise((resolve) => (finish = () => resolve(succeeded({ deleted: id })))),
  );
  show(<BulkDeleteDialog rows={rows} onClose={onClose} />);
  fireEvent.change(screen.getByRole('textbox'), { target: { value: '3' } });
  fireEvent.click(button('Delete 3 identities'));
  expect(await screen.findByText('0 of 3')).toBeTruthy();
  fireEvent.click(button('Cancel'));
  finish();
  expect(await screen.findByText('2 were not tried, because you cancelled.')).toBeTruthy();
  expect(deleteOne).toHaveBeenCalledOnce();
  expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
});

test('adding tags says who has them, writes the others, and says how many changed', async () => {
  changeTags.mockImplementation(async ({ id }: { id: string }) =>
    succeeded({ status: 'changed', row: testRow({ _id: id, tags: ['vip'] }) }),
  );
  show(<BulkTagsDialog mode="add" rows={rows} onClose={onClose} />);
  const box = screen.getByRole('combobox', { name: 'Tags' });
  expect(document.activeElement).toBe(box);
  expect(isDisabled('Add to 0 identities')).toBe(true);
  fireEvent.change(box, { target: { value: 'vip' } });
  fireEvent.keyDown(box, { key: 'Enter' });
  expect(screen.getByText('1 of 3 already has it.')).toBeTruthy();
  fireEvent.click(button('Add to 2 identities'));
  await waitFor(() => expect(onClose).toHaveBeenCalledOnce());
  expect(changeTags.mock.calls.map(([input]) => input)).toEqual([
    { id: 'Grace', add: ['vip'], remove: [] },
    { id: 'Linus', add: ['vip'], remove: [] },
  ]);
  expect(toasts()).toContain('Tags changed on 2 identities');
});

test('tags to remove are offered from the selection', () => {
  show(<BulkTagsDialog mode="remove" rows={rows} onClose={onClose} />);
  fireEvent.click(
    within(screen.getByRole('group', { name: 'Tags of the selected identities' })).getByRole('button'),
  );
  expect(screen.getByText('1 of 3 has it.')).toBeTruthy();
  expect(isDisabled('Remove from 1 identity')).toBe(false);
});
