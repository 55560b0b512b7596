import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, test, vi } from 'vitest';
import { takeHandedValues } from '@/lib/queries/pasted-values';
import { ListSearch } from './list-search';

const { push } = vi.hoisted(() => ({ push: vi.fn() }));
vi.mock('next/navigation', () => ({ useRouter: () => ({ push }) }));

afterEach(() => {
  cleanup();
  push.mockReset();
  takeHandedValues();
});

/** The box over an address that follows it. */
function Searched() {
  const [search, setSearch] = useState('');
  return <ListSearch search={search} onSearch={setSearch} />;
}

function box(): HTMLInputElement {
  return screen.getByRole('searchbox', { name: 'Search identities' });
}

/** Pastes as a browser does; answers whether the page left the text to the box. */
function paste(text: string): boolean {
  return fireEvent.paste(box(), { clipboardData: { getData: () => text } });
}

const offer = (count: number) =>
  screen.findByRole('button', { name: new RegExp(`^Look up ${count} pasted values`) });

test('a pasted column is kept beside the box; Enter looks it up', async () => {
  const onSearch = vi.fn();
  render(<ListSearch search="" onSearch={onSearch} />);
  expect(paste('ada\r\nbob\r\nada@x.io\r\n')).toBe(false);
  await offer(3);
  expect(box().value).toBe('');
  expect(fireEvent.keyDown(box(), { key: 'Enter' })).toBe(false);
  expect(push).toHaveBeenCalledWith('/identities/paste');
  expect(takeHandedValues()).toEqual(['ada', 'bob', 'ada@x.io']);
  expect(onSearch).not.toHaveBeenCalled();
});

test('Escape lets the offer go and keeps the box; typing does, too', async () => {
  render(<ListSearch search="" onSearch={() => {}} />);
  box().focus();
  paste('ada\nbob');
  await offer(2);
  fireEvent.keyDown(box(), { key: 'Escape' });
  expect(screen.queryByRole('button', { name: /^Look up/ })).toBeNull();
  expect(document.activeElement).toBe(box());
  paste('ada\nbob');
  await offer(2);
  fireEvent.change(box(), { target: { value: 'cem' } });
  expect(screen.queryByRole('button', { name: /^Look up/ })).toBeNull();
});

test('one line is left to the box, and offered once it lists several', async () => {
  render(<ListSearch search="" onSearch={() => {}} />);
  expect(paste('ada')).toBe(true);
  expect(paste('user_1,user_2')).toBe(true);
  fireEvent.change(box(), { target: { value: 'user_1,user_2' } });
  await offer(2);
  fireEvent.click(await offer(2));
  expect(takeHandedValues()).toEqual(['user_1', 'user_2']);
});

test('a long text that lists nothing is searched for as far as the box goes', async () => {
  render(<Searched />);
  paste('x'.repeat(300));
  await vi.waitFor(() => expect(box().value).toBe('x'.repeat(256)));
  expect(screen.queryByRole('button', { name: /^Look up/ })).toBeNull();
  await act(async () => {});
});
