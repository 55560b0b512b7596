import { expect, test } from 'vitest';
import { AVATAR_FORMS, avatarSlug } from './avatar-slug';
import { demoAvatar } from './demo-avatar';

const slugs = AVATAR_FORMS.flatMap((form) =>
  Array.from({ length: 200 }, (_, at) => avatarSlug(form, `one-${at}`)),
);

test('is small, plain and the same every time', () => {
  for (const slug of slugs) {
    const svg = demoAvatar(slug);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="0 0 64 64"/);
    expect(svg?.length).toBeLessThan(2_048);
    expect(svg).not.toMatch(/NaN|undefined|<script|<text|href|url\(/);
    expect(demoAvatar(slug)).toBe(svg);
  }
});

test('differs from slug to slug', () => {
  expect(new Set(slugs.map(demoAvatar)).size).toBeGreaterThan(slugs.length * 0.8);
});

test('knows no other slugs', () => {
  for (const slug of [
    '',
    'person',
    'person-',
    'person-A1',
    'edge-script',
    'constructor-1',
    'person-../x',
    `person-${'a'.repeat(40)}`,
  ])
    expect(demoAvatar(slug)).toBeUndefined();
});
