import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { Avatar, initials } from './avatar';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

test.each([
  ['Ada Byrne', 'AB'],
  ['Ludwig van der Rohe', 'LV'],
  ['👩🏽‍🚀 Crew', '👩🏽‍🚀C'],
  ['أمل حداد', 'أح'],
  ['élodie', 'É'],
  ['"Quoted" (name)', 'QN'],
  ['\u200b', 'U'],
  [`Z${'\u0337\u0301\u0330'.repeat(40)}algo`, 'Z\u0337\u0301'],
])('%s has the initials %s', (name, letters) => expect(initials(name, 'user_1')).toBe(letters));

test('a named avatar is an image with its name, a decorative one is hidden', () => {
  render(<Avatar id="1" name="Ada" size={64} alt="Avatar of Ada" />);
  expect(screen.getByRole('img', { name: 'Avatar of Ada' }).textContent).toBe('A');
  cleanup();
  const { container } = render(<Avatar id="1" name="Ada" size={28} alt="" />);
  expect(container.querySelector('[aria-hidden="true"]')).not.toBeNull();
});

/** The simulated browser loads no pictures, yet calls each of them complete. */
function pictureIs(complete: boolean): void {
  vi.spyOn(HTMLImageElement.prototype, 'complete', 'get').mockReturnValue(complete);
}

test('a picture that does not come leaves the initials', () => {
  pictureIs(false);
  const { container } = render(<Avatar id="1" name="Ada" size={28} alt="" src="/missing.png" />);
  const picture = container.querySelector('img');
  expect(picture).not.toBeNull();
  if (picture !== null) fireEvent.error(picture);
  expect(container.querySelector('img')).toBeNull();
  expect(container.textContent).toBe('A');
});

test('a picture that failed before the page was live leaves the initials too', () => {
  pictureIs(true);
  const { container } = render(<Avatar id="1" name="Ada" size={28} alt="" src="/missing.png" />);
  expect(container.querySelector('img')).toBeNull();
});

test('another picture gets its own chance', () => {
  pictureIs(false);
  const { container, rerender } = render(<Avatar id="1" name="Ada" size={28} alt="" src="/missing.png" />);
  const picture = container.querySelector('img');
  if (picture !== null) fireEvent.error(picture);
  rerender(<Avatar id="1" name="Ada" size={28} alt="" src="/other.png" />);
  expect(container.querySelector('img')?.getAttribute('src')).toBe('/other.png');
});

test('colours keep to an id and read at 4.5:1 in both themes', () => {
  const classOf = (id: string) => {
    const { container } = render(<Avatar id={id} name="Ada" size={28} alt="" />);
    return container.firstElementChild?.className ?? '';
  };
  expect(classOf('user_1')).toBe(classOf('user_1'));
  const seen = new Set(Array.from({ length: 200 }, (_, at) => classOf(`user_${at}`)));
  expect(seen.size).toBe(8);
  for (const name of seen) {
    const [, light, dark, lightText, darkText] =
      /bg-\[light-dark\((#\w{6}),(#\w{6})\)\] text-\[light-dark\((#\w{6}),(#\w{6})\)\]/.exec(name) ?? [];
    expect(contrast(light, lightText)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(dark, darkText)).toBeGreaterThanOrEqual(4.5);
  }
});

/** The contrast ratio of WCAG 2.2; NaN where a colour is missing. */
function contrast(one = '', other = ''): number {
  const luminance = (colour: string) =>
    [0.2126, 0.7152, 0.0722].reduce((sum, weight, at) => {
      const part = Number.parseInt(colour.slice(1 + at * 2, 3 + at * 2), 16) / 255;
      return sum + weight * (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    }, 0);
  const [dark = Number.NaN, light = Number.NaN] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}
