import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { Avatar, initials } from './avatar';

afterEach(cleanup);

test.each([
  ['Ada Byrne', 'AB'],
  ['Ludwig van der Rohe', 'LV'],
  ['👩🏽‍🚀 Crew', '👩🏽‍🚀C'],
  ['أمل حداد', 'أح'],
  ['élodie', 'É'],
  ['"Quoted" (name)', 'QN'],
  ['\u200b', 'U'],
])('%s has the initials %s', (name, letters) => expect(initials(name, 'user_1')).toBe(letters));

test('a named avatar is an image with its name, a decorative one is hidden', () => {
  render(<Avatar id="1" name="Ada" size={64} alt="Avatar of Ada" />);
  expect(screen.getByRole('img', { name: 'Avatar of Ada' }).textContent).toBe('A');
  cleanup();
  const { container } = render(<Avatar id="1" name="Ada" size={28} alt="" />);
  expect(container.querySelector('[aria-hidden="true"]')).not.toBeNull();
});

test('a picture that does not come leaves the initials', () => {
  const { container } = render(<Avatar id="1" name="Ada" size={28} alt="" src="/missing.png" />);
  const picture = container.querySelector('img');
  expect(picture).not.toBeNull();
  if (picture !== null) fireEvent.error(picture);
  expect(container.querySelector('img')).toBeNull();
  expect(container.textContent).toBe('A');
});
