import { identityHref } from '@/lib/identity/list-address';
import { PERIOD_DEFAULT, periodOf, type PeriodDays } from './period';

/** What the daily usage of an identity shows, as it stands in the address of its page. */
export type UsageQuery = {
  days: PeriodDays;
  /** Whether days are those of the operator's own zone, in place of the workspace's. */
  ownZone: boolean;
};

/** Reads it from the query of an address. Never fails: what is not known is the default. */
export function parseUsageQuery(parameters: URLSearchParams): UsageQuery {
  return {
    days: periodOf(parameters.get('days') ?? undefined),
    ownZone: parameters.get('zone') === 'own',
  };
}

/** The address of an identity's page that shows this. Defaults are left out, the order is fixed. */
export function usageHref(id: string, { days, ownZone }: UsageQuery) {
  const parameters = new URLSearchParams();
  if (days !== PERIOD_DEFAULT) parameters.set('days', String(days));
  if (ownZone) parameters.set('zone', 'own');
  const text = parameters.toString();
  return `${identityHref(id)}${text === '' ? '' : `?${text}`}` as const;
}
