import { collectionAddress, identityAddress } from '@/lib/identity/api-address';
import { createRequest, updateRequest, type CreateIdentityForm } from '@/lib/identity/identity-form';
import type { IdentityValues } from '@/lib/identity/identity-values';
import { bodyText } from '@/lib/identity/request-body';
import type { CallTarget } from './call-target';

/** One call of the identity API, as this dashboard's client would make it. The key is no part of it. */
export type ApiCall = {
  method: 'GET' | 'POST' | 'PATCH';
  address: string;
  /** JSON text, to the byte. */
  body?: string;
};

/** The call that reads an identity with its figures; `undefined` for an id that no address can name. */
export function retrieveCall({ baseUrl }: CallTarget, id: string): ApiCall | undefined {
  const address = identityAddress(baseUrl, id);
  return address === undefined ? undefined : { method: 'GET', address: `${address}?include_metrics=true` };
}

/** The call that creates what a checked form holds. */
export function createCall({ baseUrl }: CallTarget, form: CreateIdentityForm): ApiCall {
  return { method: 'POST', address: collectionAddress(baseUrl), body: bodyText(createRequest(form)) };
}

/**
 * The call that turns opened values into wanted ones: only the fields that differ. `undefined` when none does, or no
 * address can name the id. It carries no `If-Match`: a copied call is run later, when that version may be long gone.
 */
export function updateCall(
  { baseUrl }: CallTarget,
  id: string,
  opened: IdentityValues,
  wanted: IdentityValues,
): ApiCall | undefined {
  const address = identityAddress(baseUrl, id);
  const changes = updateRequest(opened, wanted);
  if (address === undefined || Object.keys(changes).length === 0) return undefined;
  return { method: 'PATCH', address, body: bodyText(changes) };
}
