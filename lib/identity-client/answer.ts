import 'server-only';
import * as z from 'zod/mini';
import { budget } from '@/lib/budget/schema';
import type { AppError, Outcome } from '@/lib/errors/app-error';
import { failed, succeeded } from '@/lib/errors/app-error';
import { isJsonObject } from '@/lib/identity/json-object';
import type { IdentityRecord } from '@/lib/identity/identity-record';
import { elementTexts, memberText } from '@/lib/identity/metadata-text';
import {
  identity as identitySchema,
  identityListAnswer,
  unwrappedIdentity,
  type Identity,
} from '@/lib/identity/schema';
import type { Answer } from './exchange';

/**
 * Success answers of every generation become identities here. What does not fit is `unreadable`, never an empty
 * identity; it is reported by the path of the bad field, never with the body.
 */
export type OnUnreadable = (path: string, issue: string) => void;

/** An identity with its budget, where that was asked for; one that cannot be read is none. */
const withBudget = z.extend(identitySchema, { budget: z.catch(z.optional(budget), undefined) });
const oneAnswer = z.pipe(unwrappedIdentity, withBudget);
const listAnswer = z.extend(identityListAnswer, { data: z.array(withBudget) });

/** One identity, bare or wrapped, with the exact text of its metadata. */
export function identityOf(
  answer: Answer,
  changing: boolean,
  onUnreadable: OnUnreadable,
): Outcome<IdentityRecord> {
  const read = parsed(answer, oneAnswer, changing, onUnreadable);
  if (!read.ok) return read;
  const { metadata, ...identity } = read.value.value;
  const wrapped = isJsonObject(read.value.body) && isJsonObject(read.value.body.identity);
  const text = memberText(answer.text, wrapped ? ['identity', 'metadata'] : ['metadata']);
  return succeeded({
    ...identity,
    metadata_text: text === undefined || text === 'null' ? JSON.stringify(metadata) : text,
  });
}

/** One page of a list. */
export function pageOf(
  answer: Answer,
  onUnreadable: OnUnreadable,
): Outcome<{ identities: Identity[]; has_more: boolean }> {
  const read = parsed(answer, listAnswer, false, onUnreadable);
  return read.ok
    ? succeeded({ identities: read.value.value.data, has_more: read.value.value.has_more })
    : read;
}

/** One page of a list with the exact texts of the metadata, for what must lose nothing. */
export function recordsOf(
  answer: Answer,
  onUnreadable: OnUnreadable,
): Outcome<{ identities: IdentityRecord[]; has_more: boolean }> {
  const read = parsed(answer, listAnswer, false, onUnreadable);
  if (!read.ok) return read;
  const { body, value } = read.value;
  // What reads back as the very text has lost nothing: ten times as fast as looking for each part of it.
  const texts = JSON.stringify(body) === answer.text ? [] : elementTexts(answer.text, 'data', 'metadata');
  const identities = value.data.map(({ metadata, ...identity }, at) => {
    const text = texts[at];
    return {
      ...identity,
      metadata_text: text === undefined || text === 'null' ? JSON.stringify(metadata) : text,
    };
  });
  return succeeded({ identities, has_more: value.has_more });
}

/** The body of an answer by a schema. `changing` says whether the call may have changed something. */
export function parsed<T>(
  answer: Answer,
  schema: z.ZodMiniType<T>,
  changing: boolean,
  onUnreadable: OnUnreadable,
): Outcome<{ body: unknown; value: T }> {
  const unreadable = (path: string, issue: string, message: string) => {
    onUnreadable(path, issue);
    const requestId = answer.headers.get('x-request-id');
    const error: AppError = {
      kind: 'unreadable',
      message,
      outcomeUnknown: changing,
      ...(requestId !== null && { requestId }),
    };
    return failed(error);
  };
  const type = answer.headers.get('content-type') ?? '';
  if (!/^application\/(?:[\w.+-]+\+)?json\b/i.test(type))
    return unreadable('', 'media type', 'The service did not answer with JSON.');
  let body: unknown;
  try {
    body = JSON.parse(answer.text);
  } catch {
    return unreadable('', 'not JSON', 'The answer of the service is cut off or is not JSON.');
  }
  const result = schema.safeParse(body);
  if (result.success) return succeeded({ body, value: result.data });
  const issue = result.error.issues[0];
  return unreadable(
    issue?.path.join('.') ?? '',
    issue?.code ?? 'unknown',
    'The answer of the service has another shape than documented.',
  );
}
