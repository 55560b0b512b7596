import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useSearchText } from './use-search-text';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

/** The box over an address that changes only when it is told to, as the router lets it. */
function boxOver(search: string) {
  const commit = vi.fn<(text: string) => void>();
  const { result, rerender } = renderHook(({ search }) => useSearchText(search, commit), {
    initialProps: { search },
  });
  return {
    commit,
    text: () => result.current.text,
    type: (text: string) => act(() => result.current.type(text)),
    set: (text: string) => act(() => result.current.set(text)),
    pause: () => act(() => vi.advanceTimersByTime(250)),
    address: (search: string) => rerender({ search }),
  };
}

test('what is typed while the address is on its way stays, key by key', () => {
  const box = boxOver('');
  box.type('me');
  box.pause();
  expect(box.commit).toHaveBeenLastCalledWith('me');
  expect(box.text()).toBe('me');
  box.type('mei');
  expect(box.text()).toBe('mei');
  box.address('me');
  expect(box.text()).toBe('mei');
  box.type('mei-');
  box.pause();
  box.type('mei-l');
  box.address('mei-');
  expect(box.text()).toBe('mei-l');
});

test('of several texts on their way, the address may skip all but the last', () => {
  const box = boxOver('');
  for (const text of ['me', 'mei', 'meil']) {
    box.type(text);
    box.pause();
  }
  box.type('meili');
  box.address('meil');
  expect(box.text()).toBe('meili');
});

test('a search that changes elsewhere is taken over, also one that was sent before', () => {
  const box = boxOver('ada');
  box.type('bob');
  box.pause();
  box.address('bob');
  box.address('ada');
  expect(box.text()).toBe('ada');
  box.address('bob');
  expect(box.text()).toBe('bob');
  box.address('');
  expect(box.text()).toBe('');
});

test('a text of one character searches for nothing and stays', () => {
  const box = boxOver('ada');
  box.set('a');
  expect(box.commit).toHaveBeenLastCalledWith('');
  box.address('');
  expect(box.text()).toBe('a');
});
