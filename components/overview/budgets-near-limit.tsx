import Link from 'next/link';
import { Suspense } from 'react';
import { ReadFailed } from '@/components/identities/form/read-failed';
import { Badge } from '@/components/ui/badge';
import { budgetUse, limitWords } from '@/lib/budget/budget-use';
import type { Budget } from '@/lib/budget/schema';
import type { Outcome } from '@/lib/errors/app-error';
import { identityHref } from '@/lib/identity/list-address';
import { ShareBar } from './share-bar';

/** A budget that has used much of a limit, or all of it. */
type Near = { budget: Budget; externalId: string; name: string; share: number; over: boolean };
type Read = Promise<Outcome<{ state: 'read'; near: Near[]; whole: boolean } | { state: 'unavailable' }>>;

/** How many are shown; the rest is counted. */
const SHOWN = 6;

/** Budgets near or over their limit, the fullest first. What becomes of them says nothing of the figures beside. */
export function BudgetsNearLimit({ read }: { read: Read }) {
  return (
    <section aria-labelledby="budgets-near-limit" className="panel px-4 py-3">
      <h2 id="budgets-near-limit" className="font-semibold">
        Budgets near their limit
      </h2>
      <Suspense fallback={<div className="skeleton skeleton-late mt-2 h-10" />}>
        <Loaded read={read} />
      </Suspense>
    </section>
  );
}

async function Loaded({ read }: { read: Read }) {
  const budgets = await read;
  if (!budgets.ok)
    return (
      <div className="pt-2">
        <ReadFailed error={budgets.error} />
      </div>
    );
  if (budgets.value.state === 'unavailable')
    return <p className="pt-1 text-muted">This host does not tell of budgets.</p>;
  const { near, whole } = budgets.value;
  const looked = whole ? '' : ' among the first 1,000 budgets';
  if (near.length === 0)
    return <p className="pt-1 text-muted">No active budget has used 80% of a limit{looked}.</p>;
  return (
    <>
      <ul aria-labelledby="budgets-near-limit" className="divide-y divide-line">
        {near.slice(0, SHOWN).map((each) => (
          <NearBudget key={each.budget.budget_id} {...each} />
        ))}
      </ul>
      {(near.length > SHOWN || !whole) && (
        <p className="pt-1 text-xs text-muted">
          {near.length > SHOWN
            ? `${near.length - SHOWN} more are near their limit${looked}.`
            : `Found${looked}.`}
        </p>
      )}
    </>
  );
}

function NearBudget({ budget, externalId, name, share, over }: Near) {
  // Only what is used and of what matters here; whether it has ended was asked when it was read.
  const { limits } = budgetUse(budget, new Date(0));
  const fullest = limits.find((limit) => limit.share === share) ?? limits[0];
  return (
    <li className="overview-move">
      <Link
        href={identityHref(externalId)}
        prefetch={false}
        className="row-name min-w-0 truncate font-medium"
      >
        <bdi>{name}</bdi>
      </Link>
      <Badge tone={over ? 'danger' : 'warning'}>{over ? 'Over its limit' : 'Near its limit'}</Badge>
      <span className="col-span-2">
        <ShareBar parts={[share]} />
      </span>
      <span className="col-span-2 pt-1 text-xs text-muted tabular-nums">
        {fullest !== undefined && limitWords(fullest)}
      </span>
    </li>
  );
}
