import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { and, eq, isNotNull, sql } from 'drizzle-orm';
import { auditEntries, auditOutcomes } from '@/lib/db/audit-tables';
import { jobItems, jobs } from '@/lib/db/job-tables';
import { IMPORT_BYTES_MAX, type ImportChoices } from '@/lib/import/import-request';
import { createIdentity } from '../identity-changes';
import { store } from '../store';
import { checked, draft, ran, rows, until, upload, value } from '../testing/import-run';
import { actAs, actWith, withOwnStore } from '../testing/own-store';
import { upstream } from '../upstream';
import { cancelJob, retryJob } from './change-job';
import { forgetOldJobs } from './job-retention';
import { changeColumns, nameColumns } from './name-columns';
import { readJob, readJobs } from './read-jobs';
import { rejectedRows } from './rejected-rows';
import { startJobs, stopJobs, touchJob } from './runner';
import { forgetSeen } from './seen-rows';
import { startJob } from './start-job';
import { TOO_LARGE } from './upload-import';

vi.mock('next/headers', () => import('../testing/next-headers'));

/** Imports from the file to the audit log, on a real store and the embedded API. */
withOwnStore();

let admin: { id: string; email: string; cookie: string };
beforeAll(async () => {
  admin = await actAs('admin');
  await startJobs();
});
beforeEach(() => actWith(admin.cookie));
afterAll(() => stopJobs());

async function stored(ref: string) {
  return value(await (await upstream()).retrieve(ref));
}

let made = 0;
async function identity(values: object = {}): Promise<string> {
  made += 1;
  const form = { display_name: '', email: '', avatar_url: '', tags: [], metadata_text: '{}', ...values };
  const external_id = `there-${made}`;
  value(await createIdentity({ external_id, ...form }));
  return external_id;
}

async function entriesOf(job: string) {
  const { orm } = await store();
  return orm
    .select({
      action: auditEntries.action,
      target: sql<string>`coalesce(${auditEntries.targetId}, ${auditOutcomes.targetId})`,
      about: auditEntries.targetExternalId,
      detail: auditEntries.detail,
      outcome: auditOutcomes.outcome,
    })
    .from(auditEntries)
    .leftJoin(auditOutcomes, eq(auditOutcomes.entryId, auditEntries.id))
    .where(and(sql`${auditEntries.detail} ->> 'job' = ${job}`, isNotNull(auditEntries.action)))
    .orderBy(auditEntries.id);
}

test('a CSV file is read, checked row by row, imported, and is in the audit log', async () => {
  const [changes, stays] = [
    await identity({
      display_name: 'Ada',
      tags: ['vip'],
      metadata_text: '{"big":9007199254740993,"plan":"free"}',
    }),
    await identity({ display_name: 'Bea', metadata_text: '{"plan":"pro"}' }),
  ];
  const file = [
    'User ID;Name;E-mail;Labels;plan;total_requests',
    `csv-new;Carla;carla@example.com;"[""a;b"", ""c""]";pro;12`,
    `${changes};Ada Lovelace;;beta|vip;pro;12`,
    `${stays};Bea;;;pro;12`,
    'csv-bad;Dora;not an email;;;',
    'csv-new;Carla again;;;;',
    ';Nobody;;;;',
    'csv-short;Few',
  ].join('\r\n');
  const { job: first, request } = await draft('customers.csv', file);
  expect(first).toMatchObject({ state: 'draft', counts: { total: 7 } });
  expect(request.mapping).toEqual([
    { to: 'external_id' },
    { to: 'display_name' },
    { to: 'email' },
    { to: 'tags' },
    { to: 'key', key: 'plan' },
    { to: 'none' },
  ]);
  expect(request.columns[1]).toEqual({ name: 'Name', samples: ['Carla', 'Ada Lovelace', 'Bea'] });

  value(await nameColumns({ job: first.id, mapping: request.mapping, separator: '|', empty: 'leave' }));
  const job = await until(first.id, 'ready');
  expect(job).toMatchObject({
    plans: { create: 1, update: 1, leave: 1, reject: 4 },
    preview: { would_change: 2 },
  });
  expect(await rows(job.id, 'create')).toMatchObject([
    {
      line: 2,
      external_id: 'csv-new',
      name: 'Carla',
      planned: {
        display_name: { to: 'Carla' },
        tags: { to: ['a;b', 'c'] },
        metadata_text: { to: '{"plan":"pro"}' },
      },
    },
  ]);
  expect(await rows(job.id, 'update')).toMatchObject([
    {
      line: 3,
      external_id: changes,
      target_id: (await stored(changes))._id,
      planned: {
        display_name: { from: 'Ada', to: 'Ada Lovelace' },
        tags: { from: ['vip'], to: ['beta', 'vip'] },
        metadata_text: {
          from: '{"big":9007199254740993,"plan":"free"}',
          to: '{"big":9007199254740993,"plan":"pro"}',
        },
      },
    },
  ]);
  expect((await rows(job.id, 'reject')).map(({ line, reason }) => [line, reason])).toEqual([
    [5, 'Email: Enter a full email address, such as ada@example.com.'],
    [6, 'Line 2 has the same external ID. Only the first of them is imported.'],
    [7, 'The external ID is missing.'],
    [8, 'Has 2 cells, the header has 6.'],
  ]);

  const done = await ran(job);
  expect(done).toMatchObject({
    counts: { done: 2, unchanged: 1, failed: 4, waiting: 0 },
    plans: { reject: 4 },
    can_take_back: false,
    // Values of the file are not kept with the job.
    request: { columns: request.columns.map(({ name }) => ({ name, samples: [] })) },
  });
  expect(await stored('csv-new')).toMatchObject({
    display_name: 'Carla',
    email: 'carla@example.com',
    tags: ['a;b', 'c'],
    metadata_text: '{"plan":"pro"}',
  });
  expect(await stored(changes)).toMatchObject({
    tags: ['beta', 'vip'],
    metadata_text: '{"big":9007199254740993,"plan":"pro"}',
  });
  expect(await entriesOf(job.id)).toMatchObject([
    { action: 'job.started', outcome: 'done', detail: { kind: 'import', file: 'customers.csv', count: 7 } },
    { action: 'identity.created', about: 'csv-new', target: (await stored('csv-new'))._id, outcome: 'done' },
    { action: 'identity.edited', about: changes, outcome: 'done' },
  ]);
  expect(await retryJob(job.id)).toMatchObject({ ok: false });
});

test('the rejected rows come back as they were, with their reasons, and can be mended and imported', async () => {
  const job = await checked(
    'people.csv',
    'external_id,display_name,email\r\nrej-1,"\'=1+1",nope\r\nrej-2,Fine,\r\n',
  );
  const { format, text } = value(await rejectedRows(job.id));
  let csv = '';
  for await (const part of text) csv += part;
  expect(format).toBe('csv');
  expect(csv).toBe(
    '\ufeff"external_id","display_name","email","reason"\r\n' +
      '"rej-1","\'=1+1","nope","Line 2: Email: Enter a full email address, such as ada@example.com."\r\n',
  );
  const again = await checked('rejected-rows.csv', csv.replace('nope', 'yes@example.com'));
  expect(await rows(again.id)).toMatchObject([
    { plan: 'create', planned: { display_name: { to: '=1+1' }, email: { to: 'yes@example.com' } } },
  ]);

  const lines = await checked(
    'people.jsonl',
    '{"external_id":"rej-3","email":"nope","n":9007199254740993}\n{"external_id":\n["rej"]\n',
  );
  const rejected = value(await rejectedRows(lines.id));
  let jsonl = '';
  for await (const part of rejected.text) jsonl += part;
  const [one, two, three] = jsonl.trimEnd().split('\n');
  expect(one).toMatch(/^\{"external_id":"rej-3","email":"nope","n":9007199254740993,"reason":"Line 1: Email/);
  expect(JSON.parse(two ?? '')).toEqual({
    line: '{"external_id":',
    reason: expect.stringContaining('Line 2'),
  });
  expect(JSON.parse(three ?? '')).toMatchObject({ line: '["rej"]' });
});

test('empty cells leave what is stored, or clear it, as the operator says', async () => {
  const ref = await identity({
    display_name: 'Ada',
    email: 'ada@example.com',
    tags: ['vip'],
    metadata_text: '{"a":1,"b":2}',
  });
  const file = `external_id,display_name,email,tags,metadata.a\n${ref},,,,\n`;
  expect((await checked('empty.csv', file)).plans).toMatchObject({ leave: 1 });
  await ran(await checked('empty.csv', file, { empty: 'clear' }));
  const now = await stored(ref);
  expect(now).toMatchObject({ tags: [], metadata_text: '{"b":2}' });
  expect([now.display_name, now.email]).toEqual([undefined, undefined]);
});

test('what was changed since the check is not written over; what has come to be as wanted is no failure', async () => {
  const [mine, theirs, same, gone] = [await identity(), await identity(), await identity(), await identity()];
  const file = [
    'external_id,display_name,plan',
    ...[mine, theirs, same, gone].map((ref) => `${ref},New,pro`),
    'since-new,New,pro',
  ];
  const job = await checked('since.csv', file.join('\n'));
  const client = await upstream();
  await client.update((await stored(mine))._id, { tags: ['of-somebody'] });
  await client.update((await stored(theirs))._id, { display_name: 'Theirs' });
  await client.update((await stored(same))._id, { display_name: 'New', metadata_text: '{"plan":"pro"}' });
  await client.delete((await stored(gone))._id);
  value(
    await createIdentity({
      external_id: 'since-new',
      display_name: 'Theirs',
      email: '',
      avatar_url: '',
      tags: [],
      metadata_text: '{}',
    }),
  );
  expect((await ran(job)).counts).toMatchObject({ done: 1, unchanged: 1, failed: 3 });
  expect(await stored(mine)).toMatchObject({ display_name: 'New', tags: ['of-somebody'] });
  expect((await rows(job.id)).map(({ reason }) => reason?.slice(0, 36))).toEqual(
    [
      undefined,
      'It was changed by somebody else since',
      undefined,
      'It was deleted since the check.',
      'An identity with this external ID was',
    ].map((words) => words?.slice(0, 36)),
  );
  expect((await stored('since-new')).display_name).toBe('Theirs');
});

test('an ID in the place of an external ID is told apart from it', async () => {
  const { _id } = await stored(await identity());
  const job = await checked('ids.csv', `external_id,display_name\n${_id},New\n..,Dots\n`);
  expect((await rows(job.id)).map(({ reason }) => reason)).toEqual([
    expect.stringContaining('is the ID of another identity'),
    expect.stringContaining('only dots'),
  ]);
  expect(await startJob({ job: job.id, count: 2 })).toMatchObject({ ok: false, error: { kind: 'invalid' } });
});

test('the columns can be changed after a check, and what it found is forgotten', async () => {
  const job = await checked('again.csv', 'key,name\nagain-1,Ada\nagain-1,Bea\n', {
    mapping: [{ to: 'external_id' }, { to: 'display_name' }],
  });
  expect(job.plans).toMatchObject({ create: 1, reject: 1 });
  expect(value(await changeColumns({ job: job.id }))).toMatchObject({ state: 'draft' });
  const mapping: ImportChoices['mapping'] = [{ to: 'display_name' }, { to: 'external_id' }];
  value(await nameColumns({ job: job.id, mapping, separator: ',', empty: 'leave' }));
  const now = await until(job.id, 'ready');
  expect(now.plans).toMatchObject({ create: 2, reject: 0 });
  expect((await rows(job.id)).map(({ external_id }) => external_id)).toEqual(['Ada', 'Bea']);
  value(await cancelJob(job.id));
  expect(await changeColumns({ job: job.id })).toMatchObject({ ok: false });
});

test('a check that was cut off by the end of its process goes on with what the rows before have named', async () => {
  const job = await checked('cut.csv', 'key,name\ncut-1,Ada\ncut-2,Bea\ncut-1,Cem\n', {
    mapping: [{ to: 'external_id' }, { to: 'display_name' }],
  });
  const { orm } = await store();
  await orm
    .update(jobItems)
    .set({ plan: null, planned: null, reason: null, externalId: null, name: null })
    .where(and(eq(jobItems.jobId, job.id), eq(jobItems.position, 2)));
  await orm.update(jobs).set({ state: 'preparing', cursor: null }).where(eq(jobs.id, job.id));
  forgetSeen(job.id);
  touchJob(job.id);
  expect((await until(job.id, 'ready')).plans).toMatchObject({ create: 2, reject: 1 });
  expect((await rows(job.id, 'reject')).map(({ line, reason }) => [line, reason])).toEqual([
    [4, expect.stringContaining('Line 2')],
  ]);
});

test('a mapping without an external ID, or with a field twice, is refused', async () => {
  const { job } = await draft('refused.csv', 'a,b\n1,2\n');
  const name = (mapping: ImportChoices['mapping']) =>
    nameColumns({ job: job.id, mapping, separator: ',', empty: 'leave' });
  expect(await name([{ to: 'none' }, { to: 'email' }])).toMatchObject({
    ok: false,
    error: { kind: 'invalid' },
  });
  expect(await name([{ to: 'external_id' }, { to: 'external_id' }])).toMatchObject({ ok: false });
  expect(await name([{ to: 'external_id' }])).toMatchObject({ ok: false });
  expect(value(await readJob(job.id)).state).toBe('draft');
});

test('a file that cannot be read leaves nothing behind, and says why', async () => {
  const before = value(await readJobs()).jobs.length;
  const messages: Record<string, [string, string | Buffer]> = {
    'Save it as XLSX': ['a.xls', 'x'],
    'JSON lines': ['a.json', '[]'],
    'ends in .csv': ['a.tsv', 'x'],
    'is empty': ['a.csv', ''],
    'no rows': ['a.csv', 'external_id\n'],
    'Line 2: the quotes': ['a.csv', 'external_id,name\n"x,y\n'],
    'not UTF-8': ['a.csv', Buffer.from([0x61, 0x0a, 0xe9, 0x0a])],
    workbook: ['a.xlsx', 'PK but no workbook'],
    'more than 200 columns': [
      'a.csv',
      `${Array.from({ length: 201 }, (_, at) => `c${at}`).join()}\n${','.repeat(200)}`,
    ],
  };
  for (const [words, [name, content]] of Object.entries(messages))
    expect(await upload(name, content)).toMatchObject({
      ok: false,
      error: { kind: 'invalid', message: expect.stringContaining(words) },
    });
  expect(await upload('a.csv', 'x', IMPORT_BYTES_MAX + 1)).toEqual({ ok: false, error: TOO_LARGE });
  const { orm } = await store();
  expect(value(await readJobs()).jobs).toHaveLength(before);
  expect(await orm.$count(jobs, sql`${jobs.total} is null and ${jobs.state} = 'draft'`)).toBe(0);
});

test('a draft that nobody goes on with is forgotten after a week', async () => {
  const { job } = await draft('left.csv', 'external_id\nleft-1\n');
  const { orm } = await store();
  await forgetOldJobs(orm, Date.now() + 6 * 86_400_000);
  expect(await readJob(job.id)).toMatchObject({ ok: true });
  await forgetOldJobs(orm, Date.now() + 8 * 86_400_000);
  expect(await readJob(job.id)).toMatchObject({ ok: false });
});
