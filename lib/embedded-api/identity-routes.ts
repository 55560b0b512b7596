import 'server-only';
import type { Context } from 'hono';
import type { Database } from '@/lib/db/database';
import { reportingWindow } from '@/lib/reporting/reporting-window';
import { ApiProblem, invalidField } from './api-problem';
import { readBudgetsOf } from './budget-store';
import { isEarlySdk } from './early-sdk';
import { entityTag, identityAnswer, listAnswer, type Figures } from './identity-answer';
import { parseCreate, parseUpdate } from './identity-bodies';
import { identityIds } from './identity-ids';
import {
  createIdentity,
  deleteIdentity,
  readIdentity,
  updateIdentity,
  type StoredIdentity,
} from './identity-store';
import { acceptedVersions } from './if-match';
import { readPage } from './list-pages';
import { parseListParameters, sentQuery } from './list-parameters';
import { pathReference } from './path-reference';
import { parseQuery, retrieveQuery } from './query-parameters';
import { readBody } from './request-body';
import { METRICS_DAYS, readUsage } from './usage-store';

/**
 * The five operations: parse, store, shape. An expected failure is thrown as `ApiProblem`. Figures are of the last 30
 * days of `timeZone`.
 */
export function identityRoutes({ orm }: Pick<Database, 'orm'>, now: () => Date, timeZone: string) {
  const nextId = identityIds(now);

  async function figuresOf(identities: StoredIdentity[], always: boolean): Promise<Figures> {
    const reporting = identities
      .filter((identity) => identity.reportsUsage)
      .map(({ externalId }) => externalId);
    const window = reportingWindow(timeZone, METRICS_DAYS, now());
    return { byExternalId: await readUsage(orm, reporting, window), always };
  }

  const budgetsOf = (identities: StoredIdentity[]) =>
    readBudgetsOf(
      orm,
      identities.map(({ externalId }) => externalId),
    );

  return {
    list: async (c: Context) => {
      const parameters = parseListParameters(sentQuery(c.req.raw));
      const page = await readPage(orm, parameters);
      if (page === undefined) {
        const name = parameters.cursor?.side === 'before' ? 'ending_before' : 'starting_after';
        throw invalidField(
          'invalid_request',
          name,
          'No identity with this _id is or was in the list. Start again without it.',
        );
      }
      const early = isEarlySdk(c.req.header('user-agent'));
      const figures = early || parameters.includeMetrics ? await figuresOf(page.rows, early) : undefined;
      const budgets = parameters.includeBudget ? await budgetsOf(page.rows) : undefined;
      return json(listAnswer(page.rows, page.hasMore, figures, budgets));
    },

    create: async (c: Context) => {
      const fields = parseCreate(await readBody(c.req.raw));
      const stored = await createIdentity(orm, { ...fields, ...nextId() });
      if (stored === 'taken') {
        throw new ApiProblem('identity_already_exists', undefined, {
          external_id: ['Another identity has this external ID. Use another one, or update that identity.'],
        });
      }
      const location = `/v2/identities/${encodeURIComponent(stored.id)}`;
      return json(identityAnswer(stored), 201, { Location: location, ETag: entityTag(stored) });
    },

    retrieve: async (c: Context) => {
      const { include_metrics, include_budget } = parseQuery(retrieveQuery, sentQuery(c.req.raw));
      const stored = await readIdentity(orm, pathReference(c.req.path));
      if (stored === undefined) throw new ApiProblem('identity_not_found');
      const figures = include_metrics ? await figuresOf([stored], false) : undefined;
      const budgets = include_budget ? await budgetsOf([stored]) : undefined;
      return json(identityAnswer(stored, figures, budgets), 200, { ETag: entityTag(stored) });
    },

    update: async (c: Context) => {
      const reference = pathReference(c.req.path);
      const changes = parseUpdate(await readBody(c.req.raw));
      const stored = await updateIdentity(
        orm,
        reference,
        changes,
        acceptedVersions(c.req.header('if-match')),
        now(),
      );
      if (stored === 'not-found') throw new ApiProblem('identity_not_found');
      if (stored === 'other-version') throw new ApiProblem('precondition_failed');
      return json(identityAnswer(stored), 200, { ETag: entityTag(stored) });
    },

    remove: async (c: Context) => {
      const reference = pathReference(c.req.path);
      const outcome = await deleteIdentity(orm, reference, acceptedVersions(c.req.header('if-match')), now());
      if (outcome === 'not-found') throw new ApiProblem('identity_not_found');
      if (outcome === 'other-version') throw new ApiProblem('precondition_failed');
      return isEarlySdk(c.req.header('user-agent')) ? new Response(null, { status: 204 }) : json('{}');
    },
  };
}

function json(text: string, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(text, { status, headers: { 'Content-Type': 'application/json', ...headers } });
}
