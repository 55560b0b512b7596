import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { budgets } from '@/lib/db/budget-tables';
import { addUsage } from '../add-usage';
import { startTestApi, type TestApi } from '../testing/api-client';
import { servedOperations } from '../testing/document';
import {
  PRESENT,
  PRESENT_BUDGET_ID,
  presentPath,
  provocations,
  USED_KEY,
  WITHOUT_BUDGET,
} from '../testing/provoke';
import { sendRaw } from '../testing/raw-request';
import { testStores, type FreshStore } from '../testing/stores';
import { openApiDocument } from './document';

const NOW = new Date('2026-11-20T12:00:00Z');

/** Walks the document: each answer it promises is brought about over HTTP and held against its schema. */
describe.each(testStores(process.env.TEST_DATABASE_URL))('documented answers on $name', ({ open }) => {
  let store: FreshStore;
  let api: TestApi;
  let broken: TestApi;
  let exhausted: TestApi;
  beforeAll(async () => {
    store = await open();
    api = await startTestApi(store.database, () => NOW);
    const lost = await open();
    broken = await startTestApi(lost.database, () => NOW);
    await lost.close();
    exhausted = await startTestApi(store.database, () => NOW, { requestsPerMinute: 1 });
    await exhausted.call('GET', '/v2/identities');
  }, 60_000);
  afterAll(async () => {
    await api.close();
    await broken.close();
    await exhausted.close();
    await store.close();
  });
  beforeEach(async () => {
    await store.clear();
    await api.create(PRESENT);
    await store.database.orm.transaction((transaction) =>
      addUsage(transaction, {
        externalId: PRESENT.external_id,
        quarter: new Date('2026-11-20T11:45:00Z'),
        requests: 7,
        errors: 3,
        tokens: 1_000,
        cost: '0.0042',
      }),
    );
    await api.create({ external_id: WITHOUT_BUDGET });
    await store.database.orm.insert(budgets).values({
      id: PRESENT_BUDGET_ID,
      externalId: PRESENT.external_id,
      period: 'BUDGET_PERIOD_MONTHLY',
      amount: '50',
      tokenLimit: 1_000_000,
      requestsPerMinute: 60,
      expiresAt: new Date('2027-01-01T00:00:00Z'),
      alerts: [
        { id: 'a', threshold_percent: 80, notifier_ids: ['n1'], dimension: 'BUDGET_ALERT_DIMENSION_COST' },
      ],
      created: NOW,
      updated: NOW,
    });
    await api.call('POST', `${presentPath}/usage`, { requests: 1 }, { 'idempotency-key': USED_KEY });
  });

  // Cases need names before any server runs, so they are read from the document itself; that it is the served one,
  // and is served, is the first test.
  const operations = servedOperations(JSON.parse(JSON.stringify(openApiDocument())));
  const cases = operations.flatMap((operation) =>
    operation.answers.flatMap((answer) =>
      provocations(operation, answer).map(([about, request]) => ({
        ...{ id: operation.id, status: answer.status, about },
        ...{ operation, request },
      })),
    ),
  );

  it('are those of the served document', async () => {
    const served = await sendRaw(api.origin, { method: 'GET', path: '/v2/openapi.json', headers: {} });
    expect(JSON.parse(served.text)).toEqual(JSON.parse(JSON.stringify(openApiDocument())));
    expect(cases.length).toBeGreaterThan(operations.length * 4);
  });

  it.each(cases)('$id $status $about', async ({ operation, status, about, request }) => {
    const answer = await sendRaw(
      (request.server === undefined ? api : { broken, exhausted }[request.server]).origin,
      request,
    );
    expect([answer.status, operation.faults(answer)]).toEqual([status, []]);
    if (status >= 400) expect(JSON.parse(answer.text)).toMatchObject({ code: about });
  });

  it('are checked for real: another body, header or status is a fault', async () => {
    const [list, create] = operations;
    if (list === undefined || create === undefined) throw new Error('The document has lost its operations.');
    const good = await sendRaw(api.origin, { method: 'GET', path: '/v2/openapi.json', headers: {} });
    const page = (member: object) => ({
      ...good,
      text: JSON.stringify({ object: 'list', data: [], has_more: false, ...member }),
    });
    expect(list.faults(page({}))).toEqual([]);
    expect(list.faults(page({ total: 0 }))).toHaveLength(1);
    expect(list.faults(page({ data: [{ _id: 'a' }] }))).toHaveLength(1);
    expect(list.faults({ ...page({}), headers: new Headers() })).not.toEqual([]);
    expect(list.faults({ ...page({}), status: 201 })).toHaveLength(1);
    expect([create.takes({ external_id: 'a' }), create.takes({ external_id: '' })]).toEqual([true, false]);
  });
});
