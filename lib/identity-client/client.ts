import 'server-only';
import type { Outcome } from '@/lib/errors/app-error';
import { failed, succeeded } from '@/lib/errors/app-error';
import { collectionAddress, identityAddress } from '@/lib/identity/api-address';
import type { CreateIdentityRequest, UpdateIdentityRequest } from '@/lib/identity/identity-form';
import type { IdentityRecord } from '@/lib/identity/identity-record';
import { bodyText } from '@/lib/identity/request-body';
import type { Identity, ListIdentitiesParameters } from '@/lib/identity/schema';
import { identityOf, pageOf, recordsOf, type OnUnreadable } from './answer';
import { createBudgetCalls, type BudgetCalls } from './budget-calls';
import { createCalls, type Call, type CallOptions, type CallParts } from './calls';
import type { Answer } from './exchange';
import { listAddress, type TagEncoding } from './request-address';

type UpdateOptions = CallOptions & {
  /** ISO 8601 `updated` of the version the change was made for. Hosts that know `If-Match` answer 412 to another one. */
  ifUnchangedSince?: string | undefined;
};

/**
 * The identity API. Every method answers an `Outcome`; a call rejects only when its own `signal` is aborted, with
 * the signal's reason. Reads are repeated within limits, changes never.
 */
export type IdentityClient = {
  /** One page. Errors: `invalid` (a cursor that cannot be placed, say) and those of any call. */
  list(
    parameters: ListIdentitiesParameters,
    options?: CallOptions,
  ): Promise<Outcome<{ identities: Identity[]; has_more: boolean }>>;
  /** The same with the exact text of each identity's metadata, as one that is read alone has it. */
  listRecords(
    parameters: ListIdentitiesParameters,
    options?: CallOptions,
  ): Promise<Outcome<{ identities: IdentityRecord[]; has_more: boolean }>>;
  /** Errors: `invalid`, `conflict` when the external id is taken, and those of any call. */
  create(body: CreateIdentityRequest, options?: CallOptions): Promise<Outcome<IdentityRecord>>;
  /** By `_id` or external id. Errors: `not-found` and those of any call. */
  retrieve(
    id: string,
    options?: CallOptions & { include_metrics?: boolean; include_budget?: boolean },
  ): Promise<Outcome<IdentityRecord>>;
  /** The same with figures, and with the whole answer as its very text. Errors: as above. */
  retrieveText(
    id: string,
    options?: CallOptions,
  ): Promise<Outcome<{ identity: IdentityRecord; text: string }>>;
  /** Sends the given fields only; `null` clears a text. Errors: `invalid`, `not-found`, `upstream` 412, those of any call. */
  update(id: string, body: UpdateIdentityRequest, options?: UpdateOptions): Promise<Outcome<IdentityRecord>>;
  /** Any 2xx is success, whatever its body. Errors: `not-found` and those of any call. */
  delete(id: string, options?: CallOptions): Promise<Outcome<void>>;
  /** Budgets, of the same host and by the same rules. */
  budgets: BudgetCalls;
};

/** What a client is made of. `fetch` may be the network's or a handler in this process; times and chance are for tests. */
export type ClientParts = CallParts & {
  /** Base URL; a path prefix is kept. */
  baseUrl: string;
  tagEncoding?: TagEncoding;
  onUnreadable?: OnUnreadable;
};

/** Makes a client. The key lives in a closure only: the client has no member that holds it. */
export function createIdentityClient({
  baseUrl,
  tagEncoding = 'repeated',
  onUnreadable = () => {},
  ...parts
}: ClientParts): IdentityClient {
  const perform = createCalls(parts);

  /** A call for one identity; an id that no address can name is an identity that is not there. */
  async function performOn(
    id: string,
    call: Omit<Call, 'address'>,
    query: string,
    options: CallOptions,
  ): Promise<Outcome<Answer>> {
    const address = identityAddress(baseUrl, id);
    if (address === undefined) return failed({ kind: 'not-found', message: 'Identity not found' });
    return perform({ ...call, address: `${address}${query}` }, options);
  }

  return {
    async list(parameters, options = {}) {
      const address = listAddress(baseUrl, parameters, tagEncoding);
      const answer = await perform({ operation: 'list', method: 'GET', address }, options);
      return answer.ok ? pageOf(answer.value, onUnreadable) : answer;
    },
    async listRecords(parameters, options = {}) {
      const address = listAddress(baseUrl, parameters, tagEncoding);
      const answer = await perform({ operation: 'list', method: 'GET', address }, options);
      return answer.ok ? recordsOf(answer.value, onUnreadable) : answer;
    },
    async create(body, options = {}) {
      const address = collectionAddress(baseUrl);
      const call: Call = { operation: 'create', method: 'POST', address, body: bodyText(body) };
      const answer = await perform(call, options);
      return answer.ok ? identityOf(answer.value, true, onUnreadable) : answer;
    },
    async retrieve(id, { include_metrics = false, include_budget = false, ...options } = {}) {
      const parts = [
        ...(include_metrics ? ['include_metrics=true'] : []),
        ...(include_budget ? ['include_budget=true'] : []),
      ];
      const query = parts.length > 0 ? `?${parts.join('&')}` : '';
      const answer = await performOn(id, { operation: 'retrieve', method: 'GET' }, query, options);
      return answer.ok ? identityOf(answer.value, false, onUnreadable) : answer;
    },
    async retrieveText(id, options = {}) {
      const call = { operation: 'retrieve', method: 'GET' } as const;
      const answer = await performOn(id, call, '?include_metrics=true', options);
      if (!answer.ok) return answer;
      const read = identityOf(answer.value, false, onUnreadable);
      return read.ok ? succeeded({ identity: read.value, text: answer.value.text }) : read;
    },
    async update(id, body, { ifUnchangedSince, ...options } = {}) {
      const headers = ifUnchangedSince === undefined ? undefined : { 'If-Match': `"${ifUnchangedSince}"` };
      const answer = await performOn(
        id,
        { operation: 'update', method: 'PATCH', body: bodyText(body), ...(headers && { headers }) },
        '',
        options,
      );
      return answer.ok ? identityOf(answer.value, true, onUnreadable) : answer;
    },
    async delete(id, options = {}) {
      const answer = await performOn(id, { operation: 'delete', method: 'DELETE' }, '', options);
      return answer.ok ? succeeded(undefined) : answer;
    },
    budgets: createBudgetCalls({ perform, baseUrl, onUnreadable }),
  };
}
