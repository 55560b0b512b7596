import 'server-only';
import type { IdentityMetrics } from '@/lib/identity/schema';
import type { AnsweredIdentity } from './answer-schemas';
import { embeddedBudget } from './budget-answer';
import type { StoredBudget } from './budget-store';
import type { StoredIdentity } from './identity-store';
import { NO_USAGE } from './usage-store';

/** Answers as JSON text. Metadata goes in as the text it was sent as; nothing parses it on the way. */

/** Who asks for figures, and the figures. */
export type Figures = {
  byExternalId: ReadonlyMap<string, IdentityMetrics>;
  /** G1 SDKs refuse a list item without `metrics`: those that report none get zeros. */
  always: boolean;
};

/** Budgets by external id, where they were asked for. */
export type Budgets = ReadonlyMap<string, StoredBudget>;

/** One identity for both readers: bare, and wrapped in `identity` (disagreement 1). */
export function identityAnswer(identity: StoredIdentity, figures?: Figures, budgets?: Budgets): string {
  const text = identityText(identity, figures, budgets);
  return `${text.slice(0, -1)},"identity":${text}}`;
}

/** A page. `has_more` speaks about the direction that was asked for. */
export function listAnswer(
  identities: StoredIdentity[],
  hasMore: boolean,
  figures?: Figures,
  budgets?: Budgets,
): string {
  const data = identities.map((identity) => identityText(identity, figures, budgets)).join(',');
  return `{"object":"list","data":[${data}],"has_more":${hasMore}}`;
}

/** The version of an identity as an entity tag. */
export function entityTag({ updated }: Pick<StoredIdentity, 'updated'>): string {
  return `"${updated.toISOString()}"`;
}

/** Unset members are absent, never null; tags, metadata and times are always there (disagreements 4 and 12). */
function identityText(
  identity: StoredIdentity,
  figures: Figures | undefined,
  budgets: Budgets | undefined,
): string {
  const budget = budgets?.get(identity.externalId);
  const metrics = figures && metricsOf(identity, figures);
  const members: Omit<AnsweredIdentity, 'metadata'> = {
    _id: identity.id,
    external_id: identity.externalId,
    workspace_id: identity.workspaceId,
    ...(identity.displayName !== null && { display_name: identity.displayName }),
    ...(identity.email !== null && { email: identity.email }),
    ...(identity.avatarUrl !== null && { avatar_url: identity.avatarUrl }),
    tags: identity.tags,
    created: identity.created.toISOString(),
    updated: identity.updated.toISOString(),
    ...(metrics !== undefined && { metrics }),
    ...(budget !== undefined && { budget: embeddedBudget(budget) }),
  };
  return `${JSON.stringify(members).slice(0, -1)},"metadata":${identity.metadataText}}`;
}

function metricsOf(identity: StoredIdentity, { byExternalId, always }: Figures): IdentityMetrics | undefined {
  if (identity.reportsUsage) return byExternalId.get(identity.externalId) ?? NO_USAGE;
  return always ? NO_USAGE : undefined;
}
