import { test } from 'vitest';
import { generateWorkspace } from './generate-workspace';
import { TAIL_TAGS } from './tag-vocabulary';
import { openDatabase } from '@/lib/db/database';
import { seedWorkspace } from './seed-workspace';
test('figures', async () => {
  const now = new Date('2026-11-20T15:30:00Z');
  const t0 = performance.now();
  const all = [...generateWorkspace({ profile: 'demo', size: 2400, now, avatarOrigin: 'http://127.0.0.1:3000' })];
  const ids = all.flatMap((b) => b.identities), usage = all.flatMap((b) => b.usage);
  console.log('gen ms', Math.round(performance.now() - t0), ids.length, usage.length, 'tail', TAIL_TAGS.length);
  const first = '2026-10-22';
  const R = new Map<string, number>(), C = new Map<string, number>(), E = new Map<string, number>(), T = new Map<string, number>();
  for (const u of usage) if (u.day >= first) { R.set(u.externalId, (R.get(u.externalId) ?? 0) + u.requests); C.set(u.externalId, (C.get(u.externalId) ?? 0) + Number(u.cost)); E.set(u.externalId, (E.get(u.externalId) ?? 0) + u.errors); T.set(u.externalId, (T.get(u.externalId) ?? 0) + u.tokens); }
  const used = new Set(usage.map((u) => u.externalId));
  const bands = { never: 0, dormant: 0, light: 0, regular: 0, heavy: 0, top: 0 };
  for (const i of ids) { const r = R.get(i.externalId) ?? 0; bands[!used.has(i.externalId) ? 'never' : r === 0 ? 'dormant' : r <= 60 ? 'light' : r <= 2000 ? 'regular' : r <= 40000 ? 'heavy' : 'top'] += 100 / ids.length; }
  console.log(bands);
  const costs = [...C.values()].sort((a, b) => b - a); const sum = costs.reduce((a, b) => a + b, 0);
  const top = (n: number) => costs.slice(0, n).reduce((a, b) => a + b, 0) / sum;
  console.log('sum', sum, 'top1', top(24), 'top10', top(240), costs.slice(0, 30).map(Math.round).join(' '), '|', costs[100], costs[240], costs[500], costs[800]);
  const rest = costs.slice(24, 240).reduce((a, b) => a + b, 0), tail = costs.slice(240).reduce((a, b) => a + b, 0); console.log({ rest, tail });
  const rates = ids.filter((i) => (R.get(i.externalId) ?? 0) >= 100).map((i) => (E.get(i.externalId) ?? 0) / (R.get(i.externalId) ?? 1)).sort((a, b) => a - b);
  console.log('rate median', rates[Math.floor(rates.length / 2)], 'p95', rates[Math.floor(rates.length * 0.95)], '>=5%', rates.filter((r) => r > 0.05).length / rates.length, '<.1%', rates.filter((r) => r > 0 && r < 0.001).length);
  const tags = new Map<string, number>(); for (const i of ids) for (const t of i.tags) tags.set(t, (tags.get(t) ?? 0) + 1);
  console.log([...tags].sort((a, b) => b[1] - a[1]).slice(0, 26).map(([t, n]) => `${t} ${(n / 24).toFixed(1)}`).join(', '), tags.size, [...tags.keys()].filter((t) => t.startsWith('order:')).length);
  const share = (f: (i: (typeof ids)[number]) => boolean) => (ids.filter(f).length / 24).toFixed(1);
  console.log({ avatar: share((i) => i.avatarUrl !== undefined), emptyMeta: share((i) => i.metadata === '{}'), t0: share((i) => i.tags.length === 0), t13: share((i) => i.tags.length > 0 && i.tags.length < 4), t412: share((i) => i.tags.length > 3 && i.tags.length < 13), noName: share((i) => i.displayName === undefined), hour: ids.filter((i) => now.getTime() - i.updated.getTime() < 3.6e6).length, day: ids.filter((i) => now.getTime() - i.updated.getTime() < 8.64e7).length });
  console.log(ids.slice().sort((a, b) => b.created.getTime() - a.created.getTime()).slice(0, 25).map((i) => `${i.created.toISOString()} ${i.externalId} ${i.displayName} ${i.email} ${i.tags} ${i.metadata.slice(0, 80)}`).join('\n'));
  const byDay = new Map<string, number>(); for (const u of usage) byDay.set(u.day, (byDay.get(u.day) ?? 0) + 1); console.log([...byDay].sort().map(([d, n]) => `${d.slice(5)}:${n}`).join(' '));
  for (const dir of [undefined, '/tmp/demo-seed-' + process.pid]) {
    const db = await openDatabase(dir === undefined ? {} : { dataDir: dir });
    const t1 = performance.now();
    console.log(await seedWorkspace(db, { profile: 'demo', now, avatarOrigin: 'http://127.0.0.1:3000' }), dir, Math.round(performance.now() - t1), 'ms');
    console.log(await seedWorkspace(db, { profile: 'demo', now, avatarOrigin: 'http://127.0.0.1:3000' }));
    await db.close();
  }
}, 60000);
