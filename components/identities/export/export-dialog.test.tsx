// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { failed, succeeded, type Outcome } from '@/lib/errors/app-error';
import type { ExportProgress } from '@/lib/export/request';
import { parseListQuery } from '@/lib/identity/list-query';
import ExportDialog from './export-dialog';
import { keepChoice, keptChoice, withField } from './kept-choice';
import { selectionWords } from './words';

/** Stands in for the dashboard's server: what was posted, what it answers. */
let posted: unknown[];
let progress: () => Outcome<ExportProgress>;
let submitted: Record<string, string>[];
const onClose = vi.fn();

beforeEach(() => {
  posted = [];
  submitted = [];
  localStorage.clear();
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    if (init.method === 'POST') posted.push(JSON.parse(String(init.body)));
    return Response.json(init.method === 'POST' ? succeeded(null) : progress());
  });
  vi.spyOn(HTMLFormElement.prototype, 'submit').mockImplementation(function (this: HTMLFormElement) {
    submitted.push(Object.fromEntries([...new FormData(this)].map(([name, value]) => [name, String(value)])));
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const query = parseListQuery(new URLSearchParams('search=ada&tag=vip&sort=name&after=x'));
const exporting = () => render(<ExportDialog selection={{ by: 'matching', query }} onClose={onClose} />);
const click = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));

test('what the list shows is exported whole: without its page, with the columns that were chosen', async () => {
  progress = () => succeeded({ state: 'done', rows: 1_204 });
  exporting();
  fireEvent.click(screen.getByRole('radio', { name: 'JSON Lines' }));
  fireEvent.click(screen.getByRole('checkbox', { name: 'Email' }));
  click('Export JSON Lines');
  expect(await screen.findByText('1,204 identities exported')).toBeTruthy();
  expect(posted[0]).toMatchObject({
    selection: { by: 'matching', search: 'ada', tags: ['vip'], sort: 'name' },
    format: 'jsonl',
  });
  expect(JSON.stringify(posted[0])).not.toContain('email');
  expect(JSON.parse(submitted[0]?.request ?? '')).toEqual(posted[0]);
  expect(document.querySelector('form')).toBeNull();
  expect(keptChoice('')).toMatchObject({ format: 'jsonl' });
});

test('what breaks off is said with its reason, and can be tried again', async () => {
  progress = () =>
    succeeded({ state: 'failed', rows: 50, failure: { title: 'No answer', text: 'The service is away.' } });
  exporting();
  click('Export CSV');
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain('The export broke off: No answer');
  expect(alert.textContent).toContain('50 identities had been written');
  progress = () => succeeded({ state: 'done', rows: 51 });
  click('Try again');
  expect(await screen.findByText('51 identities exported')).toBeTruthy();
  expect(submitted[0]?.id).not.toBe(submitted[1]?.id);
});

test('an instance that knows of no such export is not believed at once', async () => {
  const answers = [
    failed({ kind: 'not-found', message: 'This instance knows of no such export.' }),
    succeeded<ExportProgress>({ state: 'done', rows: 3 }),
  ];
  progress = () => answers.shift() ?? succeeded({ state: 'done', rows: 3 });
  exporting();
  click('Export CSV');
  expect(await screen.findByText('3 identities exported', {}, { timeout: 5_000 })).toBeTruthy();
});

test('a choice is remembered for each operator; what is not known any more is left out', () => {
  keepChoice('one', { format: 'xlsx', fields: ['email'], keys: ['plan'] });
  expect(keptChoice('one')).toEqual({ format: 'xlsx', fields: ['email'], keys: ['plan'] });
  expect(keptChoice('two').format).toBe('csv');
  localStorage.setItem('export-choice one', '{"format":"pdf","fields":["gone"],"keys":[]}');
  expect(keptChoice('one').fields).toContain('metadata');
  localStorage.setItem('export-choice one', 'not json');
  expect(keptChoice('one').format).toBe('csv');
  expect(withField(['email', 'cost'], 'id', true)).toEqual(['id', 'email', 'cost']);
});

test('what is exported is said in a sentence', () => {
  expect(selectionWords({ by: 'matching', query: parseListQuery(new URLSearchParams()) })).toBe(
    'All identities, the newest first.',
  );
  expect(selectionWords({ by: 'matching', query })).toBe(
    'All identities found by “ada” tagged vip, the newest first.',
  );
  expect(selectionWords({ by: 'ids', ids: ['a', 'b'] })).toBe('The 2 selected identities.');
});
