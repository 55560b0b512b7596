import 'server-only';
import type { Context } from 'hono';
import type { Database } from '@/lib/db/database';
import { ApiProblem, invalidField } from './api-problem';
import { budgetMembers, consumptionOf } from './budget-answer';
import { checkBudget, parseBudgetCreate, parseBudgetUpdate } from './budget-bodies';
import { readBudgetPage } from './budget-pages';
import { parseBudgetList } from './budget-parameters';
import {
  createBudget,
  deleteBudget,
  readBudget,
  resetBudget,
  updateBudget,
  type StoredBudget,
} from './budget-store';
import { readBudgetUse } from './budget-use';
import { identityIds } from './identity-ids';
import { sentQuery } from './list-parameters';
import { pathReference } from './path-reference';
import { readBody } from './request-body';

const NOTHING = { amount: 0, tokens: 0, requests: 0 };

/** Budgets of identities (contract, Budgets). What they say is counted, nothing is enforced: no traffic passes here. */
export function budgetRoutes({ orm }: Pick<Database, 'orm'>, now: () => Date) {
  const nextId = identityIds(now);

  const withUse = async (budgets: StoredBudget[]) => {
    const used = await readBudgetUse(orm, budgets, now());
    return budgets.map((budget) => budgetMembers(budget, used.get(budget.id) ?? NOTHING));
  };
  const found = <Found>(budget: Found | undefined): Found => {
    if (budget === undefined) throw new ApiProblem('budget_not_found');
    return budget;
  };

  return {
    list: async (c: Context) => {
      const parameters = parseBudgetList(sentQuery(c.req.raw));
      const page = await readBudgetPage(orm, parameters);
      if (page === undefined) {
        const name = parameters.cursor?.side === 'before' ? 'ending_before' : 'starting_after';
        throw invalidField('invalid_request', name, 'No budget with this id. Start again without it.');
      }
      const { rows, hasMore } = page;
      return Response.json({ object: 'list', data: await withUse(rows), has_more: hasMore, hasMore });
    },

    create: async (c: Context) => {
      const fields = parseBudgetCreate(await readBody(c.req.raw));
      checkBudget(fields, fields, now());
      const stored = await createBudget(orm, fields, nextId());
      if (stored === 'taken') throw new ApiProblem('budget_already_exists');
      if (stored === 'no-identity')
        throw invalidField(
          'invalid_request_body',
          'scope',
          'No identity has this external ID. Create the identity first.',
        );
      return Response.json({ budget: budgetMembers(stored) });
    },

    retrieve: async (c: Context) => {
      const budget = found(await readBudget(orm, pathReference(c.req.path)));
      const [members] = await withUse([budget]);
      return Response.json({ budget: members });
    },

    update: async (c: Context) => {
      const id = pathReference(c.req.path);
      const changes = parseBudgetUpdate(await readBody(c.req.raw));
      const time = now();
      const check: Parameters<typeof updateBudget>[3] = (changed) => checkBudget(changed, changes, time);
      const budget = found(await updateBudget(orm, id, changes, check, time));
      return Response.json({ budget: budgetMembers(budget) });
    },

    remove: async (c: Context) => {
      if (!(await deleteBudget(orm, pathReference(c.req.path)))) throw new ApiProblem('budget_not_found');
      return Response.json({});
    },

    reset: async (c: Context) => {
      const id = pathReference(c.req.path.slice(0, -'/reset-consumption'.length));
      await readBody(c.req.raw);
      return Response.json({ budget: budgetMembers(found(await resetBudget(orm, id, now()))) });
    },

    consumption: async (c: Context) => {
      const budget = found(await readBudget(orm, pathReference(c.req.path.slice(0, -'/consumption'.length))));
      const time = now();
      const used = (await readBudgetUse(orm, [budget], time)).get(budget.id) ?? NOTHING;
      return Response.json(consumptionOf(budget, used, time));
    },
  };
}
