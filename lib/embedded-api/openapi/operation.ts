import 'server-only';
import type { z } from 'zod';
import type { ProblemCode } from '../api-problem';
import type { DocumentedParameter } from './parameters';

/** An answer header of ours, by the name of its component. */
export type AnswerHeader = 'Location' | 'ETag';

/** One operation of the API, for the document. What it takes and gives are the schemas that the handlers use. */
export type Operation = {
  id: string;
  method: 'get' | 'post' | 'patch' | 'delete';
  path: string;
  /** Where the document files it; with the identities when absent. */
  tag?: 'Budgets' | 'Reports';
  summary: string;
  description: string;
  parameters: DocumentedParameter[];
  body?: { schema: z.core.$ZodType; required: boolean; example: object };
  answers: { status: number; description: string; schema?: z.core.$ZodType; headers?: AnswerHeader[] }[];
  /** The codes it can answer, beside those that every operation can. */
  problems: ProblemCode[];
};

/** Codes that every operation can answer. */
export const COMMON_PROBLEMS: ProblemCode[] = [
  'authentication_required',
  'invalid_api_key',
  'rate_limit_exceeded',
  'internal_error',
];
/** Codes that every operation with a body can answer. */
export const BODY_PROBLEMS: ProblemCode[] = ['invalid_request_body', 'payload_too_large'];
