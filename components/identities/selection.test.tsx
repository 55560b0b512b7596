// @vitest-environment happy-dom
import { renderHook } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { testRow } from './bulk/testing/test-row';
import {
  clearSelection,
  deselect,
  isView,
  refreshSelected,
  select,
  selectMatching,
  selectRow,
  useSelection,
} from './selection';

const page = ['a', 'b', 'c', 'd', 'e'].map((id) => testRow({ _id: id }));
const other = ['x', 'y'].map((id) => testRow({ _id: id }));
const row = (id: string) => page.find(({ _id }) => _id === id) ?? testRow({ _id: id });
const now = () => renderHook(() => useSelection()).result.current;
const ids = () => [...now().rows.keys()].join('');

beforeEach(() => clearSelection());

test('rows are kept in the order they were chosen, over pages', () => {
  select([row('c')], true);
  select(other, true);
  select([row('a')], true);
  expect(ids()).toBe('cxya');
  select([row('x')], false);
  expect(ids()).toBe('cya');
});

test('with Shift everything from the row chosen before is taken in, upwards and downwards', () => {
  selectRow(row('d'), page, true, false);
  selectRow(row('b'), page, true, true);
  expect([...now().rows.keys()].sort().join('')).toBe('bcd');
  selectRow(row('e'), page, true, true);
  expect([...now().rows.keys()].sort().join('')).toBe('bcde');
  selectRow(row('c'), page, false, true);
  expect(ids()).toBe('b');
});

test('a range that would begin on another page is the one row', () => {
  selectRow(testRow({ _id: 'x' }), other, true, false);
  selectRow(row('c'), page, true, true);
  expect(ids()).toBe('xc');
});

test('everything that matches is a choice of its own, of one search and its tags', () => {
  select(page, true);
  selectMatching({ search: 'mei', tags: ['vip'] });
  expect(now()).toEqual({ rows: new Map(), matching: { search: 'mei', tags: ['vip'] } });
  expect(isView(now().matching, { search: 'mei', tags: ['vip'] })).toBe(true);
  expect(isView(now().matching, { search: 'mei', tags: [] })).toBe(false);
  expect(isView(undefined, { search: '', tags: [] })).toBe(false);
});

test('dropping a row of everything that matches leaves the rest of its page', () => {
  selectMatching({ search: '', tags: [] });
  selectRow(row('b'), page, false, false);
  expect(ids()).toBe('acde');
  expect(now().matching).toBeUndefined();
});

test('the box of the whole page drops everything that matches', () => {
  selectMatching({ search: '', tags: [] });
  select(page, false);
  expect(now()).toEqual({ rows: new Map(), matching: undefined });
});

test('choosing a row in another view ends everything that matches', () => {
  selectMatching({ search: 'mei', tags: [] });
  selectRow(row('c'), page, true, false);
  expect(ids()).toBe('c');
  expect(now().matching).toBeUndefined();
});

test('rows that are gone leave the selection, and rows that changed are taken over', () => {
  select(page, true);
  deselect(['a', 'zzz']);
  refreshSelected(testRow({ _id: 'b', display_name: 'New' }), testRow({ _id: 'a' }));
  expect(ids()).toBe('bcde');
  expect(now().rows.get('b')?.display_name).toBe('New');
});

test('what is taken over unchanged does not draw the page anew', () => {
  select(page, true);
  const before = now();
  refreshSelected(...page, ...other);
  expect(now()).toBe(before);
});
