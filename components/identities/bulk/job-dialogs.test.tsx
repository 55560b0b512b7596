// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { testCounts, testJob } from '@/components/jobs/testing/test-job';
import { failed, succeeded } from '@/lib/errors/app-error';
import type { Job } from '@/lib/jobs/schema';
import DeleteJobDialog from './delete-job-dialog';
import MetadataJobDialog from './metadata-job-dialog';
import TagsJobDialog from './tags-job-dialog';
import { testRow } from './testing/test-row';
import type { Chosen } from './chosen';

const commands = vi.hoisted(() => ({
  prepareJob: vi.fn(),
  startJob: vi.fn(),
  pauseJob: vi.fn(),
  resumeJob: vi.fn(),
  cancelJob: vi.fn(),
  retryJob: vi.fn(),
}));
vi.mock('@/lib/actions/jobs', () => commands);
vi.mock('next/navigation', () => ({
  unstable_isUnrecognizedActionError: () => false,
  unstable_rethrow: () => {},
  useRouter: () => ({ refresh: () => {}, push: () => {} }),
}));

const chosen: Chosen = {
  by: 'ids',
  rows: ['Ada', 'Grace', 'Linus'].map((name) =>
    testRow({ _id: name, display_name: name, requests: 400, tags: name === 'Ada' ? ['vip'] : [] }),
  ),
};
const onClose = vi.fn();
/** The job as the server has it. */
let stored: Job;

const preview = { would_change: 3, would_stay: 0, conflicts: 0, sample: [] };
const ready = (parts: Partial<Job> = {}) => testJob({ preview, ...parts });
const deletion = (parts: Partial<Job> = {}) =>
  ready({ kind: 'delete', request: { kind: 'delete' }, ...parts });

function answer(job: Job) {
  stored = job;
  return succeeded(job);
}
function show(dialog: ReactNode): void {
  render(<QueryClientProvider client={new QueryClient()}>{dialog}</QueryClientProvider>);
}
const button = (name: string) => screen.getByRole('button', { name });
const closeButton = () => screen.getAllByRole('button', { name: 'Close' }).at(-1) as HTMLElement;

beforeEach(() => {
  vi.stubGlobal('fetch', async (path: string) => {
    const value = path.includes('/items')
      ? { items: [{ position: 1, state: 'failed', name: 'Grace', reason: 'It failed.' }], has_more: false }
      : path.startsWith('/api/jobs')
        ? stored
        : [];
    return Response.json({ ok: true, value });
  });
  for (const mock of [...Object.values(commands), onClose]) mock.mockReset();
  commands.cancelJob.mockResolvedValue(succeeded(testJob({ state: 'cancelled' })));
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('tags: chosen, shown with what would change, confirmed with the count, done, undone', async () => {
  commands.prepareJob.mockImplementation(async () =>
    answer(
      ready({
        preview: {
          would_change: 2,
          would_stay: 1,
          conflicts: 0,
          sample: [
            {
              position: 1,
              state: 'waiting',
              name: 'Grace',
              planned: { tags: { from: [], to: ['vip'] } },
            },
          ],
        },
      }),
    ),
  );
  commands.startJob.mockImplementation(async () =>
    answer(
      ready({
        state: 'done',
        started: '2026-11-20T13:11:00.000Z',
        ended: '2026-11-20T13:12:00.000Z',
        counts: testCounts({ done: 2, unchanged: 1, total: 3 }),
        can_take_back: true,
      }),
    ),
  );
  show(<TagsJobDialog mode="add" chosen={chosen} onClose={onClose} />);
  const box = screen.getByRole('combobox', { name: 'Tags' });
  expect(document.activeElement).toBe(box);
  expect(button('Continue').getAttribute('aria-disabled')).toBe('true');
  fireEvent.change(box, { target: { value: 'vip' } });
  fireEvent.keyDown(box, { key: 'Enter' });
  fireEvent.click(button('Continue'));
  await screen.findByText('The first 1 of 2');
  expect(commands.prepareJob).toHaveBeenCalledExactlyOnceWith({
    request: { kind: 'tags', add: ['vip'], remove: [] },
    selection: { by: 'ids', ids: ['Ada', 'Grace', 'Linus'] },
  });
  expect(screen.getByRole('list', { name: 'The first 1 of 2' }).textContent).toContain('Added: vip');
  expect(commands.startJob).not.toHaveBeenCalled();
  await waitFor(() => expect(document.activeElement).toBe(button('Cancel')));

  fireEvent.click(button('Add tags to 2 identities'));
  await screen.findByText('2 changed, 1 unchanged.');
  expect(commands.startJob).toHaveBeenCalledExactlyOnceWith({ job: 'job-1', count: 3 });
  await waitFor(() => expect(document.activeElement).toBe(closeButton()));

  commands.prepareJob
    .mockReset()
    .mockImplementation(async () =>
      answer(ready({ id: 'job-2', kind: 'take-back', request: { kind: 'take-back', job: 'job-1' } })),
    );
  fireEvent.click(button('Undo'));
  await screen.findByRole('button', { name: 'Undo on 3 identities' });
  expect(commands.prepareJob).toHaveBeenCalledExactlyOnceWith({
    request: { kind: 'take-back', job: 'job-1' },
  });
});

test('what was looked at and left is ended, what has begun goes on', async () => {
  commands.prepareJob.mockImplementation(async () => answer(ready()));
  commands.startJob.mockImplementation(async () =>
    answer(ready({ state: 'running', started: '2026-11-20T13:11:00.000Z' })),
  );
  show(<TagsJobDialog mode="remove" chosen={chosen} onClose={onClose} />);
  fireEvent.click(
    within(screen.getByRole('group', { name: 'Tags of the selected identities' })).getByRole('button'),
  );
  fireEvent.click(button('Continue'));
  await screen.findByRole('button', { name: 'Add tags to 3 identities' });
  fireEvent.click(button('Cancel'));
  await waitFor(() => expect(commands.cancelJob).toHaveBeenCalledExactlyOnceWith({ job: 'job-1' }));
  expect(onClose).toHaveBeenCalledOnce();

  cleanup();
  commands.cancelJob.mockClear();
  show(<TagsJobDialog mode="remove" chosen={chosen} onClose={onClose} />);
  fireEvent.click(
    within(screen.getByRole('group', { name: 'Tags of the selected identities' })).getByRole('button'),
  );
  fireEvent.click(button('Continue'));
  fireEvent.click(await screen.findByRole('button', { name: 'Add tags to 3 identities' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Run in background' }));
  expect(onClose).toHaveBeenCalledTimes(2);
  expect(commands.cancelJob).not.toHaveBeenCalled();
});

test('a deletion needs its count typed; Cancel has the first focus and Enter deletes nothing', async () => {
  commands.prepareJob.mockImplementation(async () => answer(deletion()));
  commands.startJob.mockImplementation(async () =>
    answer(
      deletion({
        state: 'done',
        started: '2026-11-20T13:11:00.000Z',
        ended: '2026-11-20T13:12:00.000Z',
        counts: testCounts({ done: 2, failed: 1, total: 3 }),
      }),
    ),
  );
  show(<DeleteJobDialog chosen={chosen} onClose={onClose} />);
  const dialog = screen.getByRole('alertdialog', { name: 'Delete 3 identities?' });
  expect(dialog.textContent).toContain('Together they made 1,200 requests');
  const box = await screen.findByRole('textbox', { name: 'Type 3 to confirm' });
  await waitFor(() => expect(document.activeElement).toBe(button('Cancel')));
  const isOff = () => button('Delete 3 identities').hasAttribute('disabled');
  for (const typed of ['', '4', '03', '3.0', '+3']) {
    fireEvent.change(box, { target: { value: typed } });
    expect(isOff()).toBe(true);
  }
  fireEvent.change(box, { target: { value: ' 3 ' } });
  expect(isOff()).toBe(false);
  fireEvent.keyDown(box, { key: 'Enter' });
  expect(box.closest('form')).toBeNull();
  expect(commands.startJob).not.toHaveBeenCalled();

  fireEvent.click(button('Delete 3 identities'));
  const failures = await screen.findByRole('list', { name: 'Failed' });
  expect(failures.textContent).toContain('Grace');
  expect(failures.textContent).toContain('It failed.');
  commands.retryJob.mockImplementation(async () => answer(deletion({ state: 'running' })));
  await waitFor(() => expect(button('Try the failed again').getAttribute('aria-disabled')).toBeNull());
  fireEvent.click(button('Try the failed again'));
  await waitFor(() => expect(commands.retryJob).toHaveBeenCalledExactlyOnceWith({ job: 'job-1' }));
});

test('while it is counted nothing can be confirmed; then the count is in the heading', async () => {
  commands.prepareJob.mockImplementation(async () =>
    answer(
      testJob({
        kind: 'delete',
        request: { kind: 'delete' },
        state: 'preparing',
        counts: testCounts({ waiting: 50 }),
      }),
    ),
  );
  show(<DeleteJobDialog chosen={{ by: 'matching', search: '', tags: ['old'] }} onClose={onClose} />);
  await screen.findByText('50 so far');
  expect(screen.getByRole('alertdialog', { name: 'Delete identities?' })).toBeTruthy();
  expect(screen.queryByRole('textbox')).toBeNull();
  stored = deletion({ preview: { ...preview, would_change: 214 } });
  await screen.findByRole('alertdialog', { name: 'Delete 214 identities?' }, { timeout: 5_000 });
  expect(await screen.findByRole('textbox', { name: 'Type 214 to confirm' })).toBeTruthy();
});

test('a count that moved is asked for again, with both numbers', async () => {
  commands.prepareJob.mockImplementation(async () => answer(deletion()));
  commands.startJob.mockImplementation(async () =>
    answer(
      deletion({
        moved: { was: 3, is: 4 },
        counts: testCounts({ waiting: 4, total: 4 }),
        preview: { ...preview, would_change: 4 },
      }),
    ),
  );
  show(<DeleteJobDialog chosen={{ by: 'matching', search: 'mei', tags: [] }} onClose={onClose} />);
  const box = await screen.findByRole('textbox', { name: 'Type 3 to confirm' });
  expect(screen.getByText('All that match “mei”')).toBeTruthy();
  fireEvent.change(box, { target: { value: '3' } });
  fireEvent.click(button('Delete 3 identities'));
  await screen.findByText('The count has moved');
  const again = await screen.findByRole('textbox', { name: 'Type 4 to confirm' });
  expect((again as HTMLInputElement).value).toBe('');
  expect(screen.getByRole('alert').textContent).toContain('You confirmed 3 identities; now it is 4.');
});

test('a command that is refused says so, and the job stays as it was', async () => {
  commands.prepareJob.mockImplementation(async () => answer(deletion()));
  commands.startJob.mockImplementation(async () =>
    failed({ kind: 'confirm-sign-in', method: 'password', message: 'This needs a recent sign-in.' }),
  );
  show(<DeleteJobDialog chosen={chosen} onClose={onClose} />);
  fireEvent.change(await screen.findByRole('textbox'), { target: { value: '3' } });
  fireEvent.click(button('Delete 3 identities'));
  await screen.findByText('This needs a recent sign-in.');
  expect(button('Confirm that it is you')).toBeTruthy();
  expect(button('Delete 3 identities').hasAttribute('disabled')).toBe(false);
});

test('metadata: a value that is no JSON goes no further', async () => {
  commands.prepareJob.mockImplementation(async () => answer(ready()));
  show(<MetadataJobDialog chosen={chosen} onClose={onClose} />);
  const [key, value] = [
    screen.getByRole('textbox', { name: 'Key' }),
    screen.getByRole('textbox', { name: 'Value' }),
  ];
  fireEvent.change(key, { target: { value: 'plan' } });
  fireEvent.change(value, { target: { value: 'pro' } });
  fireEvent.blur(value);
  expect(value.getAttribute('aria-invalid')).toBe('true');
  fireEvent.click(button('Continue'));
  expect(commands.prepareJob).not.toHaveBeenCalled();
  fireEvent.change(value, { target: { value: ' "pro" ' } });
  fireEvent.click(button('Continue'));
  await waitFor(() =>
    expect(commands.prepareJob).toHaveBeenCalledExactlyOnceWith({
      request: { kind: 'metadata', key: 'plan', value_text: '"pro"' },
      selection: { by: 'ids', ids: ['Ada', 'Grace', 'Linus'] },
    }),
  );
});
