import { describe, expect, test } from 'vitest';
import { METADATA_BYTES_MAX, METADATA_DEPTH_MAX, nestingDepth } from '@/lib/identity/metadata-text';
import { isWellFormedText } from '@/lib/identity/well-formed-text';
import { demoAvatar } from './demo-avatar';
import type { DemoIdentity, DemoUsageDay } from './demo-identity';
import { DEMO_SIZE, generateWorkspace } from './generate-workspace';
import { picoOf } from './money';

const ORIGIN = 'http://127.0.0.1:3000';
const NOW = new Date('2026-11-20T15:30:00Z');
const DAY = 86_400_000;

function workspaceAt(now: Date, size = DEMO_SIZE) {
  const batches = [...generateWorkspace({ profile: 'demo', size, now, avatarOrigin: ORIGIN })];
  return {
    identities: batches.flatMap((batch) => batch.identities),
    usage: batches.flatMap((batch) => batch.usage),
  };
}

const { identities, usage } = workspaceAt(NOW);
const firstOfWindow = new Date(NOW.getTime() - 29 * DAY).toISOString().slice(0, 10);
const share = (holds: (identity: DemoIdentity) => boolean) =>
  identities.filter(holds).length / identities.length;

/** Sums of the last 30 days by external id, cost in picodollars. */
function sums(days: readonly DemoUsageDay[]) {
  const result = new Map<string, { requests: number; errors: number; tokens: number; cost: bigint }>();
  for (const { externalId, day, requests, errors, tokens, cost } of days) {
    if (day < firstOfWindow) continue;
    const sum = result.get(externalId) ?? { requests: 0, errors: 0, tokens: 0, cost: 0n };
    result.set(externalId, {
      requests: sum.requests + requests,
      errors: sum.errors + errors,
      tokens: sum.tokens + tokens,
      cost: sum.cost + picoOf(cost),
    });
  }
  return result;
}
const windowSums = sums(usage);

describe('the same every time', () => {
  test('two runs are equal', () => {
    expect(workspaceAt(NOW)).toEqual({ identities, usage });
  });

  test('another day shifts dates and leaves ids, names, tags and most figures', () => {
    const later = workspaceAt(new Date(NOW.getTime() + 3 * DAY + 5_400_000));
    const known = ({ id, externalId, displayName, email, avatarUrl, tags }: DemoIdentity) => ({
      id,
      externalId,
      displayName,
      email,
      avatarUrl,
      tags,
    });
    expect(later.identities.map(known)).toEqual(identities.map(known));
    const regular = (all: typeof identities) =>
      all.find((identity) => identity.externalId === 'user_ada-byrne')?.created.getTime() ?? 0;
    expect(regular(later.identities) - regular(identities)).toBe(3 * DAY);
    const total = (days: readonly DemoUsageDay[], now: Date) => {
      const first = new Date(now.getTime() - 29 * DAY).toISOString().slice(0, 10);
      return days.filter((day) => day.day >= first).reduce((sum, day) => sum + day.requests, 0);
    };
    expect(total(later.usage, new Date(NOW.getTime() + 3 * DAY))).toBe(total(usage, NOW));
  });

  test('also just after midnight and with few identities', () => {
    const small = workspaceAt(new Date('2026-03-01T00:00:00.000Z'), 150);
    expect(small.identities).toHaveLength(150);
    expect(small.usage.every((day) => day.day <= '2026-03-01')).toBe(true);
  });
});

describe('shares', () => {
  test('there are 2,400, with unique ids', () => {
    expect(identities).toHaveLength(2_400);
    expect(new Set(identities.map(({ id }) => id)).size).toBe(2_400);
    expect(new Set(identities.map(({ externalId }) => externalId)).size).toBe(2_400);
    for (const { id } of identities) expect(id).toMatch(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
  });

  test('use in 30 days', () => {
    const ever = new Set(usage.map((day) => day.externalId));
    const requests = ({ externalId }: DemoIdentity) => windowSums.get(externalId)?.requests ?? 0;
    expect(share((one) => !ever.has(one.externalId))).toBeCloseTo(0.17, 1.6);
    expect(share((one) => ever.has(one.externalId) && requests(one) === 0)).toBeCloseTo(0.09, 1.6);
    expect(share((one) => requests(one) > 0 && requests(one) <= 60)).toBeCloseTo(0.41, 1.6);
    expect(share((one) => requests(one) > 60 && requests(one) <= 2_000)).toBeCloseTo(0.26, 1.6);
    expect(share((one) => requests(one) > 2_000 && requests(one) <= 40_000)).toBeCloseTo(0.06, 1.6);
    expect(share((one) => requests(one) > 40_000)).toBeCloseTo(0.01, 2);
  });

  test('the top 1 % hold half of the cost, the top 10 % about 85 %', () => {
    const costs = [...windowSums.values()]
      .map(({ cost }) => Number(cost) / 1e12)
      .sort((one, other) => other - one);
    const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
    const held = (part: number) => total(costs.slice(0, identities.length * part)) / total(costs);
    expect(held(0.01)).toBeGreaterThan(0.45);
    expect(held(0.01)).toBeLessThan(0.55);
    expect(held(0.1)).toBeGreaterThan(0.82);
    expect(held(0.1)).toBeLessThan(0.88);
  });

  test('tags', () => {
    const has = (tag: string) => share(({ tags }) => tags.includes(tag));
    expect(has('free')).toBeCloseTo(0.52, 1.6);
    expect(has('pro')).toBeCloseTo(0.21, 1.6);
    expect(has('enterprise')).toBeCloseTo(0.06, 1.6);
    expect(share(({ tags }) => tags.length === 0)).toBeCloseTo(0.18, 1.6);
    expect(share(({ tags }) => tags.length >= 1 && tags.length <= 3)).toBeCloseTo(0.66, 1.6);
    expect(share(({ tags }) => tags.length >= 4 && tags.length <= 12)).toBeCloseTo(0.15, 1.6);
    const orders = identities.flatMap(({ tags }) => tags.filter((tag) => tag.startsWith('order:')));
    expect([orders.length, new Set(orders).size]).toEqual([3_000, 3_000]);
  });

  test('pictures, empty metadata, recent changes', () => {
    expect(share(({ avatarUrl }) => avatarUrl !== undefined)).toBeCloseTo(0.4, 1.3);
    expect(share(({ metadata }) => metadata === '{}')).toBeCloseTo(0.25, 1.3);
    const changedWithin = (time: number) =>
      identities.filter(({ updated }) => Math.abs(NOW.getTime() - updated.getTime()) < time).length;
    expect(changedWithin(3_600_000)).toBeGreaterThan(5);
    expect(changedWithin(DAY)).toBeGreaterThan(40);
    for (const { created, updated } of identities)
      expect(updated.getTime()).toBeGreaterThanOrEqual(created.getTime());
  });
});

describe('figures', () => {
  test('every day is consistent', () => {
    const wrong = usage.filter(
      ({ requests, errors, tokens, cost }) =>
        !Number.isSafeInteger(requests) ||
        requests < 1 ||
        !Number.isSafeInteger(errors) ||
        errors < 0 ||
        errors > requests ||
        !Number.isSafeInteger(tokens) ||
        tokens < requests ||
        !/^\d{1,12}(\.\d{1,12})?$/.test(cost) ||
        picoOf(cost) <= 0n,
    );
    expect(wrong).toEqual([]);
    expect(new Set(usage.map(({ externalId, day }) => `${day} ${externalId}`)).size).toBe(usage.length);
  });

  test('there is no use before an identity, nor after today', () => {
    const madeOn = new Map(
      identities.map(({ externalId, created }) => [externalId, created.toISOString().slice(0, 10)]),
    );
    const early = usage.filter(
      ({ externalId, day }) => externalId !== 'edge-returned' && day < (madeOn.get(externalId) ?? '9'),
    );
    expect(early).toEqual([]);
    expect(usage.filter(({ day }) => day > '2026-11-20' || day < '2026-07-24')).toEqual([]);
  });

  test('every day of 120 has use, weekends less, the outage shows', () => {
    const days = new Map<string, { requests: number; errors: number }>();
    for (const { day, requests, errors } of usage) {
      const sum = days.get(day) ?? { requests: 0, errors: 0 };
      days.set(day, { requests: sum.requests + requests, errors: sum.errors + errors });
    }
    expect(days.size).toBe(120);
    const rate = (day: string) => (days.get(day)?.errors ?? 0) / (days.get(day)?.requests ?? 1);
    expect(rate('2026-11-09')).toBeGreaterThan(3 * rate('2026-11-05'));
    expect(days.get('2026-11-08')?.requests ?? 0).toBeLessThan((days.get('2026-11-10')?.requests ?? 0) * 0.7);
  });

  test('exact sums', () => {
    for (const cost of ['0.0000312', '0.0049', '0.00999', '0.01', '1043.834', '123456.78'])
      expect(windowSums.get(`edge-cost-${cost}`)?.cost).toBe(picoOf(cost));
    const kiosk = usage.filter(
      ({ externalId, day }) => externalId === 'team-kiosk-lisbon' && day.startsWith('2026-11'),
    );
    expect(kiosk.reduce((sum, { cost }) => sum + picoOf(cost), 0n)).toBe(picoOf('48.5'));
    for (const at of [1, 2, 3, 4, 5, 6]) {
      const sum = windowSums.get(`edge-errors-all-${at}`);
      expect(sum?.errors).toBe(sum?.requests);
      expect(sum?.requests).toBeLessThan(10);
    }
    for (const at of [1, 2, 3]) {
      expect(windowSums.get(`edge-errors-none-${at}`)?.errors).toBe(0);
      expect(windowSums.get(`edge-errors-none-${at}`)?.requests).toBeGreaterThan(10_000);
    }
    expect(windowSums.get('edge-errors-tiny')).toMatchObject({ requests: 25_000, errors: 10 });
  });

  test('the stories show in the figures', () => {
    const mean = (externalId: string, from: string, to: string, figure: (day: DemoUsageDay) => number) => {
      const days = usage.filter((day) => day.externalId === externalId && day.day >= from && day.day <= to);
      return days.reduce((sum, day) => sum + figure(day), 0) / days.length;
    };
    const cost = (day: DemoUsageDay) => Number(day.cost);
    const surge =
      mean('cust_northwind-letters', '2026-11-16', '2026-11-19', cost) /
      mean('cust_northwind-letters', '2026-11-09', '2026-11-12', cost);
    expect(surge).toBeGreaterThan(6);
    expect(surge).toBeLessThan(14);
    const rate = (day: DemoUsageDay) => day.errors / day.requests;
    expect(mean('svc.nightly-eval', '2026-11-17', '2026-11-20', rate)).toBeCloseTo(0.38, 1.7);
    expect(mean('svc.nightly-eval', '2026-11-12', '2026-11-16', rate)).toBeLessThan(0.03);
  });
});

describe('texts', () => {
  test('can be stored: well-formed, without NUL', () => {
    for (const one of identities)
      for (const text of [
        one.externalId,
        one.displayName ?? '',
        one.email ?? '',
        one.avatarUrl ?? '',
        one.metadata,
        ...one.tags,
      ])
        expect(isWellFormedText(text)).toBe(true);
  });

  test('metadata is JSON that a form takes', () => {
    for (const { metadata } of identities) {
      expect(() => void JSON.parse(metadata)).not.toThrow();
      expect(metadata.startsWith('{')).toBe(true);
      expect(nestingDepth(metadata)).toBeLessThanOrEqual(METADATA_DEPTH_MAX);
      expect(Buffer.byteLength(metadata)).toBeLessThanOrEqual(METADATA_BYTES_MAX);
    }
  });

  test('only reserved domains', () => {
    const reserved = /(^|\.)(example\.(com|org|net)|example|test)$/i;
    for (const { email, avatarUrl } of identities) {
      if (email !== undefined) expect(email.slice(email.lastIndexOf('@') + 1)).toMatch(reserved);
      if (avatarUrl?.startsWith(ORIGIN) === false) expect(new URL(avatarUrl).hostname).toMatch(reserved);
    }
    const addresses = identities.flatMap(({ metadata }) => [
      ...metadata.matchAll(/https?:\/\/(?:[^/"\\@ ]*@)?([^/"\\ ?#:]+)/g),
    ]);
    for (const [, host = ''] of addresses) expect(host).toMatch(reserved);
  });

  test('every drawn avatar can be drawn', () => {
    const drawn = identities.flatMap(({ avatarUrl }) =>
      avatarUrl?.startsWith(ORIGIN) === true ? [avatarUrl] : [],
    );
    expect(drawn.length).toBeGreaterThan(800);
    for (const url of drawn)
      expect(demoAvatar(/\/demo-avatars\/([\w-]+)\.svg$/.exec(url)?.[1] ?? '')).toBeDefined();
  });
});
