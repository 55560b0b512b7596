import type { Random } from './random';

/** One family of warm neutrals, petrol, ochre, brick, moss and plum, so that a list of strangers looks like one set. */

/** Three tones that go together: a ground, a strong tone and an accent. */
export type Scheme = { ground: string; strong: string; accent: string; soft: string };

const SCHEMES: readonly Scheme[] = [
  { ground: '#dfe8e6', strong: '#1f5c63', accent: '#d39a3f', soft: '#9fbfbd' },
  { ground: '#f2e4cd', strong: '#a8503a', accent: '#2f6f73', soft: '#dfb98c' },
  { ground: '#e6e7d6', strong: '#5f7048', accent: '#b9603f', soft: '#b4bd97' },
  { ground: '#ebdfe6', strong: '#6a4062', accent: '#d9a441', soft: '#bf9fb6' },
  { ground: '#f1e9df', strong: '#7a5c43', accent: '#2c6a6f', soft: '#cdb79e' },
  { ground: '#d7e3e4', strong: '#2b4a5a', accent: '#c96f4a', soft: '#8fb0b8' },
  { ground: '#f4dfd3', strong: '#8c3f35', accent: '#6d7f52', soft: '#d9a690' },
  { ground: '#f3e7c3', strong: '#8a6a1f', accent: '#553a56', soft: '#d8bd6c' },
  { ground: '#1f5c63', strong: '#f0e3cb', accent: '#e0a84c', soft: '#4f8a8d' },
  { ground: '#5b3a57', strong: '#f0dfd3', accent: '#d98e5f', soft: '#8b6585' },
  { ground: '#b4573d', strong: '#f6e6d0', accent: '#274f57', soft: '#d08a6b' },
  { ground: '#56663f', strong: '#f0ead2', accent: '#e0b04e', soft: '#8a9a68' },
];

export function schemeOf(random: Random): Scheme {
  return random.pick(SCHEMES);
}

/** Skin tones, warm and muted, over the whole range. */
export const SKINS = ['#f3d3ba', '#e8bd9a', '#d9a27c', '#c08560', '#a06a48', '#7d4f36', '#5e3a2a'] as const;
/** Hair, from black to white. */
export const HAIRS = [
  '#2b2523',
  '#4a3228',
  '#6e4a30',
  '#9a6a3c',
  '#c79a57',
  '#8e3f2c',
  '#8d8a85',
  '#d9d4cb',
  '#33303f',
] as const;
