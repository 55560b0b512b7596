import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { budgets } from '@/lib/db/budget-tables';
import type { Database } from '@/lib/db/database';
import { usageReports } from '@/lib/db/schema';
import { seedWorkspace } from '@/lib/demo-workspace/seed-workspace';
import { testStores, type FreshStore } from '@/lib/embedded-api/testing/stores';
import { backUp } from './backup';
import { clearStore } from './clear-store';
import { importResumably } from './import-identities';
import { jsonRows } from './json-lines';
import { restore, StoreNotEmpty } from './restore';
import { bytes } from './testing/bytes';
import { contents, importLines, importOptions, jsonLines, NOW } from './testing/imports';

const never = new AbortController().signal;

describe.each(testStores(process.env.TEST_DATABASE_URL))('backing up on $name', ({ open }) => {
  let store: FreshStore;
  let database: Database;
  beforeAll(async () => {
    store = await open();
    database = store.database;
  }, 60_000);
  afterAll(() => store.close());
  beforeEach(() => database.orm.transaction(clearStore));

  describe('a backup', () => {
    async function backedUp(): Promise<Buffer> {
      let text = '';
      await backUp(
        database,
        NOW,
        async (part) => void (text += part),
        () => {},
        never,
      );
      return Buffer.from(text);
    }
    const bringBack = (backup: Buffer, replace = false, to = database) =>
      restore(to, bytes(backup), { replace }, () => {}, never);

    it('brings everything back, into either kind of store', { timeout: 60_000 }, async () => {
      await seedWorkspace(database, {
        profile: 'demo',
        size: 300,
        now: NOW,
        avatarOrigin: 'http://127.0.0.1:3000',
      });
      const report = { identityId: 'i', externalId: 'e', reportDigest: 'd', answer: '{}', created: NOW };
      await database.orm.insert(usageReports).values({ key: 'k', ...report });
      await database.orm.insert(budgets).values([
        {
          id: 'b1',
          externalId: 'edge-none',
          period: 'BUDGET_PERIOD_MONTHLY',
          amount: '12.345678901234',
          created: NOW,
          updated: NOW,
        },
        {
          id: 'b2',
          externalId: 'nobody',
          period: 'BUDGET_PERIOD_ONE_TIME',
          tokenLimit: 2 ** 40,
          requestsPerMinute: 60,
          isActive: false,
          expiresAt: new Date('2027-01-01T00:00:00.123Z'),
          alerts: [{ id: 'x', threshold_percent: 80, notifier_ids: ['n'] }],
          countedFrom: NOW,
          uncountedAmount: '0.000000000001',
          uncountedTokens: 7,
          uncountedRequests: 3,
          created: NOW,
          updated: NOW,
        },
      ]);
      await importResumably(
        database,
        'digest of a file',
        () => jsonRows(bytes(jsonLines({ external_id: 'imported' })), { skip: 0 }),
        importOptions(),
      );
      const before = await contents(database);
      const backup = await backedUp();
      await expect(bringBack(backup)).rejects.toThrow(StoreNotEmpty);
      await importLines(database, jsonLines({ external_id: 'later' }));
      await bringBack(backup, true);
      expect(await contents(database)).toEqual(before);

      for (const { open: openOther } of testStores(process.env.TEST_DATABASE_URL)) {
        const other = await openOther();
        try {
          await bringBack(backup, false, other.database);
          expect(await contents(other.database)).toEqual(before);
        } finally {
          await other.close();
        }
      }
    });

    it('of version 1, with use by day only, counts it for the first quarter of the day', async () => {
      const used = { externalId: 'a', requests: 3, errors: 1, tokens: 30, cost: '0.100000000000' };
      const workspace = { id: 'w', seed: null, created: NOW };
      const old = [
        { identity_desk_backup: 1, made: NOW, workspace, rows: 2 },
        ['usage', { ...used, day: '2026-11-19' }],
        ['usage', { ...used, day: '2026-11-20' }],
        { end: true, rows: 2 },
      ];
      await bringBack(Buffer.from(old.map((line) => `${JSON.stringify(line)}\n`).join('')));
      const { usage, quarters, workspaceUsage } = await contents(database);
      expect(usage).toEqual([
        { ...used, day: '2026-11-19' },
        { ...used, day: '2026-11-20' },
      ]);
      expect(quarters).toEqual([
        { ...used, quarter: new Date('2026-11-19T00:00:00Z') },
        { ...used, quarter: new Date('2026-11-20T00:00:00Z') },
      ]);
      expect(workspaceUsage).toEqual({ requests: '6', errors: '2', tokens: '60', cost: '0.2' });
    });

    it('that is cut off, damaged or none changes nothing', async () => {
      await importLines(
        database,
        jsonLines(...Array.from({ length: 50 }, (_, n) => ({ external_id: `${n}` }))),
      );
      const before = await contents(database);
      const whole = (await backedUp()).toString();
      const parts = whole.trimEnd().split('\n');
      for (const [text, words] of [
        [parts.slice(0, -1).join('\n'), /cut off/],
        [parts.filter((_, at) => at !== 20).join('\n'), /lost rows/],
        [whole.replace('"identities",{', '"identities",['), /^Line \d+ of the backup is broken/],
        [whole.replace('"identity_desk_backup":2', '"identity_desk_backup":3'), /newer Identity Desk/],
        ['{}\n', /not a backup/],
        ['', /cut off/],
      ] as const) {
        await expect(bringBack(Buffer.from(text), true)).rejects.toThrow(words);
      }
      expect(await contents(database)).toEqual(before);
    });
  });
});
