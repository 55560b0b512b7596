import 'server-only';
import type { ErrorBody } from '@/lib/identity/schema';

/** Every expected failure of the API: its status and the message used when none fits better (contract, Errors). */
export const PROBLEMS = {
  invalid_request_body: { status: 400, message: 'The request body is not valid.' },
  invalid_request: { status: 400, message: 'The request is not valid.' },
  authentication_required: {
    status: 401,
    message: 'Send the API key in the header Authorization: Bearer KEY.',
  },
  invalid_api_key: { status: 401, message: 'The provided API key is invalid.' },
  not_found: { status: 404, message: 'There is nothing at this address.' },
  identity_not_found: { status: 404, message: 'Identity not found' },
  budget_not_found: { status: 404, message: 'Budget not found' },
  method_not_allowed: { status: 405, message: 'This address does not take this method.' },
  identity_already_exists: { status: 409, message: 'An identity with this external_id already exists' },
  budget_already_exists: {
    status: 409,
    message: 'This identity has a budget already. Update that one, or delete it first.',
  },
  precondition_failed: {
    status: 412,
    message: 'The identity has changed since it was read. Read it again, then repeat the change.',
  },
  idempotency_key_reused: {
    status: 422,
    message: 'This Idempotency-Key was used for another report. Use a new key for each report.',
  },
  payload_too_large: { status: 413, message: 'The request body is larger than 1 MiB.' },
  rate_limit_exceeded: { status: 429, message: 'Too many requests' },
  ranking_not_ready: {
    status: 503,
    message: 'The ranking is being put together for the first time. Ask again in some seconds.',
  },
  internal_error: { status: 500, message: 'internal server error' },
} as const;

export type ProblemCode = keyof typeof PROBLEMS;

/** Messages by the wire name of the field they are about. */
export type FieldMessages = Record<string, string[]>;

/** An expected failure, thrown by whatever finds it and answered by `problemAnswer`. Anything else thrown is a bug. */
export class ApiProblem extends Error {
  constructor(
    readonly code: ProblemCode,
    message?: string,
    readonly fields?: FieldMessages,
  ) {
    super(message ?? PROBLEMS[code].message);
  }
}

/** A parameter or body field that breaks a rule. The message says how to mend it. */
export function invalidField(
  code: 'invalid_request' | 'invalid_request_body',
  field: string,
  message: string,
): ApiProblem {
  return new ApiProblem(code, `${field}: ${message}`, { [field]: [message] });
}

/** The one place where a failure becomes HTTP: the flat body that every generation can read (disagreement 14). */
export function problemAnswer(
  { code, message, fields }: ApiProblem,
  headers: Record<string, string> = {},
): Response {
  const body: ErrorBody = {
    error: message,
    message,
    code,
    ...(fields !== undefined && { details: { fields } }),
  };
  return Response.json(body, { status: PROBLEMS[code].status, headers });
}

/** The answer to a method that an address does not take. `allowed` names those that it does. */
export function wrongMethod(allowed: string): Response {
  return problemAnswer(new ApiProblem('method_not_allowed'), { Allow: allowed });
}
