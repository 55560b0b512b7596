import { expect, test } from 'vitest';
import { createPictureCache } from './picture-cache';
import type { AvatarPicture } from './picture-type';

const minute = 60_000;
const ofSize = (bytes: number): AvatarPicture => ({ bytes: new Uint8Array(bytes), type: 'image/png' });

test('keeps a picture for an hour and a refusal for five minutes', () => {
  let now = 0;
  const cache = createPictureCache(() => now);
  const picture = ofSize(10);
  cache.keep('picture', picture);
  cache.keep('refusal', undefined);
  expect(cache.read('other')).toBeUndefined();
  now = 5 * minute - 1;
  expect(cache.read('refusal')).toMatchObject({ picture: undefined });
  now = 5 * minute;
  expect(cache.read('refusal')).toBeUndefined();
  now = 60 * minute - 1;
  expect(cache.read('picture')?.picture).toBe(picture);
  now = 60 * minute;
  expect(cache.read('picture')).toBeUndefined();
});

test('reading does not prolong', () => {
  let now = 0;
  const cache = createPictureCache(() => now);
  cache.keep('picture', ofSize(10));
  for (now = 0; now < 60 * minute; now += 10 * minute) cache.read('picture');
  expect(cache.read('picture')).toBeUndefined();
});

test('holds 32 MiB and forgets what was unused longest', () => {
  const cache = createPictureCache(() => 0);
  const half = ofSize(512 * 1024);
  for (let at = 0; at < 63; at += 1) cache.keep(`${at}`, half);
  cache.read('0');
  cache.keep('63', half);
  expect(cache.read('1')).toBeUndefined();
  expect(cache.read('0')?.picture).toBe(half);
  expect(cache.read('2')?.picture).toBe(half);
});

test('refusals weigh something too', () => {
  const cache = createPictureCache(() => 0);
  for (let at = 0; at < 65_537; at += 1) cache.keep(`${at}`, undefined);
  expect(cache.read('0')).toBeUndefined();
  expect(cache.read('1')).toBeDefined();
});

test('an entry kept again is counted once', () => {
  const cache = createPictureCache(() => 0);
  cache.keep('first', undefined);
  for (let at = 0; at < 200; at += 1) cache.keep('same', ofSize(512 * 1024));
  expect(cache.read('first')).toBeDefined();
});
