import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { PROBLEMS } from '../api-problem';
import { TEST_KEY, startTestApi, type TestApi } from '../testing/api-client';
import { servedOperations } from '../testing/document';
import { sendRaw, type RawAnswer } from '../testing/raw-request';
import { testStores, type FreshStore } from '../testing/stores';
import { operations } from './operations';

/** The document itself: that it is one, who may read it, and that it leaves nothing out. */
describe('the OpenAPI document', () => {
  let store: FreshStore;
  let api: TestApi;
  let answer: RawAnswer;
  beforeAll(async () => {
    const [embedded] = testStores(undefined);
    if (embedded === undefined) throw new Error('There is no embedded store.');
    store = await embedded.open();
    api = await startTestApi(store.database);
    answer = await sendRaw(api.origin, { method: 'GET', path: '/v2/openapi.json', headers: {} });
  }, 60_000);
  afterAll(async () => {
    await api.close();
    await store.close();
  });

  it('is valid OpenAPI 3.1', async () => {
    const served = z.looseObject({ info: z.looseObject({}) }).parse(JSON.parse(answer.text));
    const validator = new Validator();
    expect(await validator.validate(served)).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
    // And the validator does look: a document without a title is none.
    const untitled = { ...served, info: { ...served.info, title: undefined } };
    expect(await new Validator().validate(untitled)).toMatchObject({ valid: false });
  });

  it('is served without a key, and with any', async () => {
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(answer.headers.get('x-request-id')).toMatch(/./);
    for (const key of [TEST_KEY, 'wrong']) {
      const again = await api.call('GET', '/v2/openapi.json', undefined, { authorization: `Bearer ${key}` });
      expect([again.status, again.text]).toEqual([200, answer.text]);
    }
    const head = await sendRaw(api.origin, { method: 'HEAD', path: '/v2/openapi.json', headers: {} });
    expect([head.status, head.text]).toEqual([200, '']);
    const post = await sendRaw(api.origin, { method: 'POST', path: '/v2/openapi.json', headers: {} });
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });

  it('names the operations of the contract with every parameter, and our own', () => {
    const served = servedOperations(JSON.parse(answer.text));
    const named = served.map(({ method, path, id, parameters }) => [`${method} ${path}`, id, parameters]);
    const one = '/v2/identities/{id}';
    const budget = '/v2/budgets/{id}';
    expect(named).toEqual([
      [
        'GET /v2/identities',
        'ListIdentities',
        [
          'limit',
          'starting_after',
          'ending_before',
          'search',
          'filter_by.tags',
          'include_metrics',
          'include_budget',
          'sort_by',
          'filter_by',
          'tags',
        ],
      ],
      ['POST /v2/identities', 'CreateIdentity', []],
      [`GET ${one}`, 'RetrieveIdentity', ['id', 'include_metrics', 'include_budget']],
      [`PATCH ${one}`, 'UpdateIdentity', ['id', 'If-Match']],
      [`DELETE ${one}`, 'DeleteIdentity', ['id', 'If-Match']],
      [`POST ${one}/usage`, 'RecordUsage', ['id', 'Idempotency-Key']],
      ['POST /v2/reporting', 'QueryReport', []],
      [
        'GET /v2/reporting/identities',
        'RankIdentities',
        [
          'limit',
          'search',
          'filter_by.tags',
          'rank_by',
          'days',
          'starting_after',
          'ending_before',
          'include_metadata',
        ],
      ],
      ['GET /v2/reporting/overview', 'RetrieveOverview', ['days']],
      ['GET /v2/reporting/identities/{id}', 'RetrieveStanding', ['id', 'days']],
      [
        'GET /v2/budgets',
        'ListBudgets',
        [
          'limit',
          'starting_after',
          'ending_before',
          'scope_kind',
          'scope_target_id',
          'is_active',
          'period',
          'query',
          'sort_by',
        ],
      ],
      ['POST /v2/budgets', 'CreateBudget', []],
      [`GET ${budget}`, 'RetrieveBudget', ['id']],
      [`PATCH ${budget}`, 'UpdateBudget', ['id']],
      [`DELETE ${budget}`, 'DeleteBudget', ['id']],
      [`POST ${budget}/reset-consumption`, 'ResetBudgetConsumption', ['id']],
      [`GET ${budget}/consumption`, 'GetBudgetConsumption', ['id']],
    ]);
  });

  it('says of the parameters what the contract says', () => {
    const { paths } = z
      .looseObject({
        paths: z.looseObject({
          '/v2/identities': z.object({ get: z.looseObject({ parameters: z.unknown() }) }),
        }),
      })
      .parse(JSON.parse(answer.text));
    expect(paths['/v2/identities'].get.parameters).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          name: 'limit',
          schema: { type: 'integer', minimum: 1, maximum: 50, default: 10 },
        }),
        expect.objectContaining({ name: 'include_metrics', schema: { type: 'boolean', default: false } }),
        expect.objectContaining({ name: 'starting_after', schema: { type: 'string', minLength: 1 } }),
        expect.objectContaining({
          name: 'sort_by',
          schema: { $ref: '#/components/schemas/IdentitySortField' },
        }),
        expect.objectContaining({
          name: 'filter_by.tags',
          style: 'form',
          explode: true,
          schema: { type: 'array', items: { type: 'string' } },
        }),
        expect.objectContaining({ name: 'tags', style: 'form', explode: false, deprecated: true }),
        expect.objectContaining({ name: 'filter_by', deprecated: true, schema: { type: 'string' } }),
      ]),
    );
  });

  it('has an example of each body that its own schema takes', () => {
    const served = servedOperations(JSON.parse(answer.text));
    const withBody = operations.filter(({ body }) => body !== undefined);
    expect(withBody).toHaveLength(6);
    for (const { id, body } of withBody)
      expect(served.find((operation) => operation.id === id)?.takes(body?.example, true)).toBe(true);
  });

  it('documents every code of the API at some operation', () => {
    const documented = servedOperations(JSON.parse(answer.text)).flatMap(({ answers }) =>
      answers.flatMap(({ codes }) => codes),
    );
    // What is no one operation's: other addresses, other methods, a wait. The text of the document tells of them.
    const elsewhere = ['not_found', 'method_not_allowed', 'ranking_not_ready'];
    expect(new Set([...documented, ...elsewhere])).toEqual(new Set(Object.keys(PROBLEMS)));
    for (const code of elsewhere) expect(answer.text).toContain(code);
  });
});
