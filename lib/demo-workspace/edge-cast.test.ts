import { describe, expect, test } from 'vitest';
import { characterCount } from '@/lib/identity/well-formed-text';
import type { DemoIdentity } from './demo-identity';
import {
  EDGE_EXT_255_ID,
  EDGE_LONG_ID,
  EDGE_NFC_ID,
  EDGE_NFD_ID,
  EDGE_SLASH_ID,
  EDGE_ZERO_WIDTH_ID,
} from './edge-cast';
import { generateWorkspace } from './generate-workspace';
import { STORY_IDS } from './stories';
import { TAG_CLUSTERS, TAIL_TAGS } from './tag-vocabulary';

const NOW = new Date('2026-11-20T15:30:00Z');
const all = [
  ...generateWorkspace({ profile: 'demo', size: 200, now: NOW, avatarOrigin: 'http://127.0.0.1:3000' }),
].flatMap((batch) => batch.identities);
const byExternalId = new Map(all.map((identity) => [identity.externalId, identity]));

function cast(externalId: string): DemoIdentity {
  const found = byExternalId.get(externalId);
  if (found === undefined) throw new Error(`${externalId} is missing`);
  return found;
}

describe('the edge cast', () => {
  test('is there with its stable external ids', () => {
    const ids = [
      ...[
        'edge-none',
        EDGE_ZERO_WIDTH_ID,
        EDGE_LONG_ID,
        EDGE_EXT_255_ID,
        EDGE_SLASH_ID,
        encodeURIComponent(EDGE_SLASH_ID),
        '.',
        '..',
      ],
      ...[
        'EDGE-case',
        'edge-case',
        'CUST_9F3KD',
        'cust_9f3kd',
        EDGE_NFC_ID,
        EDGE_NFD_ID,
        'edge-rtl',
        'edge-rtl-override',
        'edge-emoji',
        'edge-invisible-name',
      ],
      ...[
        'edge-formula',
        'edge-markup',
        'edge-dup-a',
        'edge-dup-b',
        'edge-dup-c',
        'edge-id-clash',
        'edge-future',
        'edge-1970',
        'edge-returned',
        'edge-overwritten',
      ],
      ...[1, 2, 3, 4, 5, 6].map((at) => `edge-avatars-${at}`),
      ...[
        'edge-tags-1200',
        'edge-tag-300',
        'edge-tags-hostile',
        'edge-metadata-deep',
        'edge-metadata-nested',
        'edge-metadata-numbers',
        'edge-metadata-keys',
      ],
      ...[
        'edge-metadata-line',
        'edge-metadata-large',
        'edge-metadata-gateway',
        'edge-errors-tiny',
        'edge-no-metrics-1',
      ],
      ...Object.values(STORY_IDS).flat(),
    ];
    expect(ids.filter((id) => !byExternalId.has(id))).toEqual([]);
  });

  test('lengths', () => {
    const long = cast(EDGE_LONG_ID);
    expect(EDGE_LONG_ID).toMatch(/^edge-long-/);
    expect([EDGE_LONG_ID.length, characterCount(long.displayName ?? ''), long.email?.length]).toEqual([
      120, 240, 254,
    ]);
    expect(EDGE_EXT_255_ID).toMatch(/^edge-ext-255-.{242}$/);
    expect(cast('edge-tags-1200').tags).toHaveLength(1_200);
    expect(cast('edge-tag-300').tags.map((tag) => tag.length)).toContain(300);
  });

  test('look-alikes differ', () => {
    expect(EDGE_ZERO_WIDTH_ID.replace('\u200b', '')).toBe('edge-none');
    expect(EDGE_NFC_ID.slice(9)).toBe('\u00e9');
    expect(EDGE_NFD_ID.slice(9)).toBe('e\u0301');
  });

  test('one external id is the `_id` of another', () => {
    expect(byExternalId.has(cast('edge-id-clash').id)).toBe(true);
  });

  test('times', () => {
    expect(cast('edge-1970').created.getTime()).toBe(0);
    expect(cast('edge-future').created.toISOString()).toBe('2026-11-21T09:36:00.000Z');
  });

  test('metadata keeps what objects lose', () => {
    expect(cast('edge-metadata-numbers').metadata).toContain('"big":9007199254740993,"negative_zero":-0,');
    expect(cast('edge-metadata-keys').metadata).toContain('"__proto__":{"admin":true}');
    const large = Buffer.byteLength(cast('edge-metadata-large').metadata);
    expect(large).toBeGreaterThan(58 * 1024);
    expect(large).toBeLessThan(62 * 1024);
  });

  test('tag vocabulary', () => {
    expect(new Set(TAIL_TAGS).size).toBe(180);
    expect(TAG_CLUSTERS).toHaveLength(12);
  });
});
