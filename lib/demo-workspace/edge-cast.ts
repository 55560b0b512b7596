import type { IdentityPlan, UsagePlan } from './demo-identity';
import { edgeUsageCast } from './edge-usage';
import { identityId } from './identity-id';
import { objectText } from './metadata';
import * as odd from './odd-metadata';
import { HOSTILE_TAGS, TAG_300, TAGS_1200 } from './tag-vocabulary';

/**
 * The edge cast: identities that each show one thing that goes wrong elsewhere. Tests, demos and screenshots know them
 * by external id, so an id here never changes. Some are put in below the API, as the gateway can.
 */

const LONG_ID = 'edge-long';
/** 120 characters, the most that can be created: `edge-long-` and then digits that count on. */
export const EDGE_LONG_ID = `${LONG_ID}-${'0123456789'.repeat(11)}`;
/** 255 characters, the most that the gateway creates: `edge-ext-255-` and then letters. */
export const EDGE_EXT_255_ID = `edge-ext-255-${'abcdefghijklmnopqrstuvwxyz'.repeat(10)}`.slice(0, 255);
export const EDGE_SLASH_ID = 'edge/slash %2F?#&=+ ü';
/** Looks equal to `edge-none`, holds a zero width space. */
export const EDGE_ZERO_WIDTH_ID = 'edge-\u200bnone';
export const EDGE_NFC_ID = 'edge-nfc-\u00e9';
export const EDGE_NFD_ID = 'edge-nfd-e\u0301';
const EDGE_LONG_EMAIL = `${'long'.repeat(16)}@${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(59)}.example`;
const MARKUP = '<img src=x onerror=alert(1)>';

const light: UsagePlan = {
  requests: 24,
  tokensPerRequest: 1_900,
  picoPerToken: 2_500_000,
  errorRate: 0.006,
  rhythm: 'europe',
  activeDays: 0.3,
};

/** The whole cast. The seed decides `_id`s, which one of the cast carries as its external id. */
export function edgeCast(seed: number): IdentityPlan[] {
  const cast: Omit<IdentityPlan, 'kind' | 'created'>[] = [
    ...addressCast(),
    ...nameCast(),
    ...contentCast(),
    ...avatarCast(),
  ];
  const plans = cast.map((member, at): IdentityPlan => ({
    kind: 'person',
    created: { ageDays: 210.3 + at * 1.7 },
    ...member,
  }));
  const clash: IdentityPlan = {
    kind: 'person',
    externalId: 'edge-id-clash',
    displayName: 'Id clash, by _id',
    tags: ['free'],
    metadata: '{}',
    created: { ageDays: 305.2 },
  };
  const clashing: IdentityPlan = {
    ...clash,
    externalId: identityId(seed, clash),
    displayName: 'Id clash, by external id',
    created: { ageDays: 304.8 },
  };
  return [...plans, clash, clashing, ...timeCast(), ...edgeUsageCast()];
}

type Member = Omit<IdentityPlan, 'kind' | 'created'>;
const bare = { tags: [], metadata: '{}' };

/** Ids that need care in an address. */
function addressCast(): Member[] {
  return [
    { ...bare, externalId: 'edge-none' },
    { ...bare, externalId: EDGE_ZERO_WIDTH_ID },
    {
      externalId: EDGE_LONG_ID,
      displayName: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'
        .repeat(3)
        .slice(0, 240),
      // 64 characters before the sign and 254 in all: the longest that mail allows.
      email: EDGE_LONG_EMAIL,
      tags: ['enterprise', 'needs-training'],
      metadata: '{"plan":"enterprise"}',
      usage: light,
    },
    { ...bare, externalId: EDGE_EXT_255_ID, usage: light },
    { ...bare, externalId: EDGE_SLASH_ID, displayName: 'Slash and friends' },
    { ...bare, externalId: encodeURIComponent(EDGE_SLASH_ID), displayName: 'Slash and friends, encoded' },
    { ...bare, externalId: '.', displayName: 'A single dot' },
    { ...bare, externalId: '..', displayName: 'Two dots' },
    { ...bare, externalId: 'EDGE-case', displayName: 'Upper case' },
    { ...bare, externalId: 'edge-case', displayName: 'Lower case' },
    { ...bare, externalId: 'CUST_9F3KD', displayName: 'Larkspur Press' },
    { ...bare, externalId: 'cust_9f3kd', displayName: 'Larkspur Press' },
    { ...bare, externalId: EDGE_NFC_ID, displayName: 'Ren\u00e9e, composed' },
    { ...bare, externalId: EDGE_NFD_ID, displayName: 'Rene\u0301e, decomposed' },
  ];
}

/** Names and emails. */
function nameCast(): Member[] {
  return [
    {
      externalId: 'edge-rtl',
      displayName: 'شركة Acme للتجارة 2026 (فرع 3)',
      email: 'rtl@edge.example',
      tags: ['عميل مهم', 'eu'],
      metadata: objectText([
        ['note', 'file \u202egpj.exe is not a picture'],
        ['ملاحظة', 'يُرجى الرد قبل 12:30'],
      ]),
      usage: light,
    },
    { ...bare, externalId: 'edge-rtl-override', displayName: 'Invoice \u202efdp.exe' },
    { ...bare, externalId: 'edge-emoji', displayName: '👩🏽‍🚀 👨‍👩‍👧‍👦 🏴󠁧󠁢󠁳󠁣󠁴󠁿 🇳🇱', email: 'emoji@edge.example' },
    {
      ...bare,
      externalId: 'edge-invisible-name',
      displayName: '\u200b\u2060\u00ad',
      email: 'invisible@edge.example',
    },
    {
      ...bare,
      externalId: 'edge-formula',
      displayName: '=HYPERLINK("http://x.test","open")',
      email: 'formula@edge.example',
    },
    {
      externalId: 'edge-markup',
      displayName: MARKUP,
      email: '"><svg/onload=alert(1)>"@edge.example',
      avatarUrl: 'https://avatars.edge.example/"><script>alert(1)</script>.png',
      tags: [MARKUP, '<script>alert(1)</script>'],
      metadata: odd.MARKUP,
    },
    { ...bare, externalId: 'edge-dup-a', displayName: 'Robin Dupont', email: 'robin.dupont@edge.example' },
    { ...bare, externalId: 'edge-dup-b', displayName: 'R. Dupont', email: 'Robin.Dupont@Edge.Example' },
    {
      ...bare,
      externalId: 'edge-dup-c',
      displayName: 'Dupont, Robin',
      email: 'ROBIN.DUPONT@edge.example',
    },
  ];
}

/** Tags and metadata. */
function contentCast(): Member[] {
  return [
    { externalId: 'edge-tags-1200', displayName: 'Twelve hundred tags', tags: TAGS_1200, metadata: '{}' },
    { externalId: 'edge-tag-300', displayName: 'One long tag', tags: ['pro', TAG_300], metadata: '{}' },
    { externalId: 'edge-tags-hostile', displayName: 'Tags that bite', tags: HOSTILE_TAGS, metadata: '{}' },
    {
      externalId: 'edge-metadata-deep',
      displayName: 'Metadata 32 levels deep',
      tags: [],
      metadata: odd.DEEP_32,
    },
    {
      externalId: 'edge-metadata-nested',
      displayName: 'Metadata 5 levels deep',
      tags: ['pro'],
      metadata: odd.NESTED_5,
    },
    {
      externalId: 'edge-metadata-numbers',
      displayName: 'Metadata with exact numbers',
      tags: ['pro'],
      metadata: odd.NUMBERS,
    },
    { externalId: 'edge-metadata-keys', displayName: 'Metadata with odd keys', tags: [], metadata: odd.KEYS },
    {
      externalId: 'edge-metadata-line',
      displayName: 'Metadata in one long line',
      tags: [],
      metadata: odd.LONG_LINE,
    },
    { externalId: 'edge-metadata-large', displayName: 'Metadata of 60 KiB', tags: [], metadata: odd.LARGE },
    { externalId: 'edge-metadata-gateway', tags: ['gateway'], metadata: odd.GATEWAY },
    {
      externalId: 'edge-overwritten',
      displayName: 'Overwritten by a sync',
      email: 'overwritten@edge.example',
      tags: ['imported'],
      metadata: objectText([
        ['plan', 'free'],
        ['synced_by', 'crm-nightly'],
        ['our_last_write', { plan: 'pro' }],
      ]),
      updatedMinutesAgo: 41,
      usage: light,
    },
  ];
}

/** Avatars that a careless page would load, wait for or run. The hosts are reserved and answer nobody. */
function avatarCast(): Member[] {
  const files = [
    'broken/404.png',
    'slow/30s.png',
    'huge/8000x8000.png',
    'tiny/1x1.png',
    'script/onload.svg',
    'text/plain.png',
  ];
  return files.map((file, at) => ({
    externalId: `edge-avatars-${at + 1}`,
    displayName: `Avatar: ${file.split('/')[0] ?? ''}`,
    avatarUrl: `https://avatars.edge.test/${file}`,
    tags: ['free'],
    metadata: '{}',
  }));
}

/** Times. */
function timeCast(): IdentityPlan[] {
  return [
    {
      ...bare,
      kind: 'person',
      externalId: 'edge-future',
      displayName: 'Made tomorrow',
      email: 'future@edge.example',
      created: { ageDays: -1.4 },
    },
    {
      ...bare,
      kind: 'person',
      externalId: 'edge-1970',
      displayName: 'Made at the epoch',
      email: 'epoch@edge.example',
      created: 'epoch',
      updatedMinutesAgo: 610_000,
    },
    // Deleted, then made again by traffic: only the external id came back, and use that is older than the identity.
    {
      ...bare,
      kind: 'person',
      externalId: 'edge-returned',
      created: { ageDays: 2.6 },
      usage: { ...light, requests: 180, activeDays: 0.9, olderThanIdentity: true },
    },
  ];
}
