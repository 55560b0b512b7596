import 'server-only';
import { sql } from 'drizzle-orm';
import type { Orm } from '@/lib/db/database';
import { auditEntries, auditOutcomes } from '@/lib/db/audit-tables';
import { operators, signIns } from '@/lib/db/operator-tables';
import { listOperators, type ListedOperator } from './operators';
import type { SignInLife } from './sign-ins';

/** An operator with what is known of their presence. */
export type SeenOperator = ListedOperator & {
  /** Running sign-ins. */
  signIns: number;
  /** When they last did something here; undefined when never. */
  lastSeen: Date | undefined;
};

/** Every operator, by name, with how many sign-ins run and when they were last seen. */
export async function listSeenOperators(orm: Orm, life: SignInLife): Promise<SeenOperator[]> {
  const [listed, presence] = await Promise.all([listOperators(orm), readPresence(orm, life)]);
  const known = new Map(presence.map((row) => [row.id, row]));
  return listed.map((operator) => {
    const present = known.get(operator.id);
    const seen = [present?.used, present?.acted].flatMap((at) =>
      at == null ? [] : [new Date(at).getTime()],
    );
    return {
      ...operator,
      signIns: present?.running ?? 0,
      lastSeen: seen.length === 0 ? undefined : new Date(Math.max(...seen)),
    };
  });
}

/**
 * Sign-ins are forgotten once they have ended, so the audit log says when the others were here: the last thing they did,
 * not the last wrong password that somebody tried on them.
 */
async function readPresence(orm: Orm, { idleMinutes, maxHours }: SignInLife) {
  // Wrapped, so that its table is named: inside the subqueries a bare `id` would be theirs.
  const operator = sql`${operators.id}`;
  const acted = sql<string | null>`(
    select e.at from ${auditEntries} e join ${auditOutcomes} o on o.entry_id = e.id
    where e.operator_id = ${operator} and o.outcome = 'done'
      and not (e.action = 'sign-in' and coalesce(o.detail ->> 'result', '') = 'second-factor')
    order by e.id desc limit 1)`;
  const own = sql`from ${signIns} s where s.operator_id = ${operator}`;
  return orm
    .select({
      id: operators.id,
      used: sql<string | null>`(select max(s.last_seen) ${own})`,
      running: sql<number>`(select count(*)::int ${own}
        and s.expires > now() and s.created > now() - make_interval(hours => ${maxHours})
        and s.last_seen > now() - make_interval(mins => ${idleMinutes}))`,
      acted,
    })
    .from(operators);
}
