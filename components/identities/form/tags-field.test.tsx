// @vitest-environment happy-dom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TagsField } from './tags-field';

const SEEN = [
  { tag: 'vip', identities: 12 },
  { tag: 'viper', identities: 1 },
];

let latest: string[] = [];

function Harness({ start }: { start: string[] }) {
  const [tags, setTags] = useState(start);
  return (
    <TagsField
      value={tags}
      onChange={(next) => {
        latest = next;
        setTags(next);
      }}
    />
  );
}

function open(...start: string[]) {
  latest = start;
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <Harness start={start} />
    </QueryClientProvider>,
  );
  return screen.getByRole('combobox', { name: 'Tags' });
}

const type = (box: HTMLElement, text: string) => fireEvent.change(box, { target: { value: text } });
const press = (box: HTMLElement, key: string, more: object = {}) => fireEvent.keyDown(box, { key, ...more });

beforeEach(() => vi.stubGlobal('fetch', async () => Response.json({ ok: true, value: SEEN })));
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

test('Enter adds the trimmed text and does not submit a form around it', () => {
  const box = open();
  type(box, '  beta  user ');
  expect(press(box, 'Enter')).toBe(false);
  expect(latest).toEqual(['beta  user']);
  expect(box).toHaveProperty('value', '');
});

test('a comma adds, typed as a key or arriving within the text of a phone keyboard', () => {
  const box = open();
  type(box, 'one');
  press(box, ',');
  type(box, 'two,');
  expect(latest).toEqual(['one', 'two']);
});

test('Backspace removes the last tag of an empty box only, and not while it is held down', () => {
  const box = open('one', 'two');
  type(box, 'x');
  press(box, 'Backspace');
  expect(latest).toEqual(['one', 'two']);
  type(box, '');
  press(box, 'Backspace', { repeat: true });
  expect(latest).toEqual(['one', 'two']);
  press(box, 'Backspace');
  expect(latest).toEqual(['one']);
});

test('a repeated tag is refused with a hint; one that differs by case is added with a warning', () => {
  const box = open('vip');
  type(box, 'vip');
  press(box, 'Enter');
  expect(latest).toEqual(['vip']);
  expect(screen.getByRole('status').textContent).toContain('“vip” is already there');
  type(box, 'VIP');
  press(box, 'Enter');
  expect(latest).toEqual(['vip', 'VIP']);
  expect(screen.getByText(/differ only by upper and lower case/)).toBeTruthy();
});

test('a pasted list is split at commas, lines and tabs; a single word is left to the box', () => {
  const box = open('one');
  const paste = (text: string) => fireEvent.paste(box, { clipboardData: { getData: () => text } });
  expect(paste('single')).toBe(true);
  expect(paste('one, two\nthree\r\nfour\tfive,')).toBe(false);
  expect(latest).toEqual(['one', 'two', 'three', 'four', 'five']);
});

test('each chip has its remove button; a tag stored twice loses only the one that was pressed', () => {
  open('a', 'b', 'a');
  const [first] = screen.getAllByRole('button', { name: 'Remove tag a' });
  if (first !== undefined) fireEvent.click(first);
  expect(latest).toEqual(['b', 'a']);
});

test('suggestions open while typing; arrows choose, Enter takes, free entry stands last', async () => {
  const box = open();
  type(box, 'vi');
  await screen.findByRole('option', { name: /viper/ });
  const options = screen.getAllByRole('option');
  expect(options.map((option) => option.textContent)).toEqual([
    'vip12 identities',
    'viper1 identity',
    'Add “vi”',
  ]);
  expect(box.getAttribute('aria-expanded')).toBe('true');
  press(box, 'ArrowUp');
  expect(box.getAttribute('aria-activedescendant')).toBe(options[2]?.id);
  press(box, 'ArrowDown');
  expect(box.getAttribute('aria-activedescendant')).toBe(options[0]?.id);
  press(box, 'Enter');
  expect(latest).toEqual(['vip']);
});

test('a tag that is chosen already is not suggested again', async () => {
  const box = open('vip');
  type(box, 'vi');
  await screen.findByRole('option', { name: /viper/ });
  expect(within(screen.getByRole('listbox')).queryByText('vip')).toBeNull();
});

test('Escape closes the list, keeps the text, and goes no further', async () => {
  const box = open();
  type(box, 'vi');
  await screen.findAllByRole('option');
  const outside = vi.fn();
  document.addEventListener('keydown', outside);
  press(box, 'Escape');
  document.removeEventListener('keydown', outside);
  expect(outside).not.toHaveBeenCalled();
  expect(box.getAttribute('aria-expanded')).toBe('false');
  expect(box).toHaveProperty('value', 'vi');
});

test('keys of an input method are left alone', () => {
  const box = open('one');
  type(box, 'に');
  press(box, 'Enter', { isComposing: true });
  expect(latest).toEqual(['one']);
});

test('an unfinished text becomes a tag when the box is left', () => {
  const box = open();
  type(box, 'late');
  fireEvent.blur(box);
  expect(latest).toEqual(['late']);
});

test('1,200 tags are folded, and Backspace still takes the last', () => {
  const many = Array.from({ length: 1200 }, (_, at) => `tag-${at}`);
  const box = open(...many);
  expect(screen.getAllByRole('button', { name: /^Remove tag/ }).length).toBeLessThan(100);
  expect(screen.getByRole('button', { name: 'Remove tag tag-1199' })).toBeTruthy();
  press(box, 'Backspace');
  expect(latest.at(-1)).toBe('tag-1198');
  fireEvent.click(screen.getByRole('button', { name: /more$/ }));
  expect(screen.getByRole('button', { name: 'Remove tag tag-0' })).toBeTruthy();
});
