import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AppError } from '@/lib/errors/app-error';
import { ErrorNotice } from './error-notice';

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const paused = (retryAfterMs?: number): AppError => ({
  kind: 'unreachable',
  reason: 'paused',
  message: '',
  outcomeUnknown: false,
  ...(retryAfterMs !== undefined && { retryAfterMs }),
});

test('a read is asked for again by itself, once, when the time has come that the failure named', () => {
  const retry = vi.fn();
  const { rerender } = render(<ErrorNotice error={paused(7_000)} doing="read" onRetry={retry} />);
  expect(screen.getByRole('alert').textContent).toContain(
    'Try again in 7 seconds. This page does so by itself.',
  );
  vi.advanceTimersByTime(6_999);
  expect(retry).not.toHaveBeenCalled();
  vi.advanceTimersByTime(501);
  expect(retry).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(60_000);
  expect(retry).toHaveBeenCalledTimes(1);

  // It failed again with the very same wait: another failure, another time.
  rerender(<ErrorNotice error={paused(7_000)} doing="read" onRetry={retry} />);
  vi.advanceTimersByTime(7_500);
  expect(retry).toHaveBeenCalledTimes(2);
});

test('a page that nobody looks at waits until somebody does', () => {
  const retry = vi.fn();
  const visible = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  render(<ErrorNotice error={paused(1_000)} doing="read" onRetry={retry} />);
  vi.advanceTimersByTime(60_000);
  expect(retry).not.toHaveBeenCalled();
  visible.mockReturnValue('visible');
  document.dispatchEvent(new Event('visibilitychange'));
  document.dispatchEvent(new Event('visibilitychange'));
  expect(retry).toHaveBeenCalledTimes(1);
});

test('nothing is asked by itself without a time, after a long one, or once the alert is gone', () => {
  const retry = vi.fn();
  const { rerender, unmount } = render(<ErrorNotice error={paused()} doing="read" onRetry={retry} />);
  rerender(<ErrorNotice error={paused(3_600_000)} doing="read" onRetry={retry} />);
  expect(screen.getByRole('alert').textContent).not.toContain('by itself');
  vi.advanceTimersByTime(7_200_000);
  rerender(<ErrorNotice error={paused(1_000)} doing="read" onRetry={retry} />);
  unmount();
  vi.advanceTimersByTime(10_000);
  expect(retry).not.toHaveBeenCalled();
});

test('a change of which nothing is known leads to what is stored, in a tab of its own; a known one does not', () => {
  const lost: AppError = { kind: 'unreachable', reason: 'timeout', message: '', outcomeUnknown: true };
  const { rerender } = render(<ErrorNotice error={lost} doing="change" storedHref="/identities/1" />);
  const link = screen.getByRole('link', { name: /See what is stored/ });
  expect([link.getAttribute('href'), link.getAttribute('target')]).toEqual(['/identities/1', '_blank']);
  rerender(
    <ErrorNotice error={{ ...lost, outcomeUnknown: false }} doing="change" storedHref="/identities/1" />,
  );
  expect(screen.queryByRole('link')).toBeNull();
});
