import 'server-only';
import * as z from 'zod';
import { embeddedBudgetSchema } from './budget-answer-schemas';
import { errorBody, identityMetrics, metadata, PAGE_LIMIT_MAX, tags } from '@/lib/identity/schema';

/**
 * The answers of this API, as strict as they are given. Texts carry no rule of a request: what is stored is shown,
 * also what was imported before a rule or despite it (the gateway makes external ids of up to 255 characters).
 */

/** The one form of a time that SDKs of every generation read (contract, The identity). */
const instant = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  .meta({ format: 'date-time', examples: ['2026-11-20T12:00:00.000Z'] });

/** Unset members are absent, never null; tags, metadata and times are always there (disagreements 4 and 12). */
export const answeredIdentity = z
  .object({
    _id: z
      .string()
      .min(1)
      .meta({
        description: 'Assigned and opaque. New ones are ULIDs; imported ones may have any form.',
        examples: ['01JJ1HDHN79XAS7A01WB3HYSDB'],
      }),
    external_id: z.string().meta({
      description: "The caller's own key, unique in the workspace.",
      examples: ['user_12345'],
    }),
    workspace_id: z.string().meta({ examples: ['550e8400-e29b-41d4-a716-446655440000'] }),
    display_name: z
      .string()
      .optional()
      .meta({ examples: ['Ada Lovelace'] }),
    email: z
      .string()
      .optional()
      .meta({ examples: ['ada@example.com'] }),
    avatar_url: z
      .string()
      .optional()
      .meta({ examples: ['https://example.com/ada.png'] }),
    tags,
    metadata,
    created: instant,
    updated: instant.meta({
      description: 'Grows with every change, so it is the version of the identity.',
    }),
    metrics: z.optional(identityMetrics),
    budget: z.optional(embeddedBudgetSchema),
  })
  .meta({
    id: 'Identity',
    description: 'Members that are unset are absent, never null. Ignore members you do not know.',
  });
export type AnsweredIdentity = z.input<typeof answeredIdentity>;

/** One identity for both readers: bare, and wrapped in `identity` (disagreement 1). */
export const answeredEnvelope = answeredIdentity.extend({ identity: answeredIdentity }).meta({
  id: 'IdentityEnvelope',
  description:
    'The identity twice: under `identity` for current readers, and with its members at the top level for readers ' +
    'of the bare form (SDKs up to 4.9). Both copies are equal.',
});

/** A page of a list. */
export const answeredPage = z
  .object({
    object: z.literal('list'),
    data: z.array(answeredIdentity).max(PAGE_LIMIT_MAX),
    has_more: z.boolean().meta({ description: 'Whether more follow in the direction that was asked for.' }),
  })
  .meta({ id: 'IdentityList' });

/** What a delete answers to current SDKs: an empty object (disagreement 3). */
export const answeredDelete = z.strictObject({}).meta({ id: 'Empty' });

/** Messages by the wire name of the parameter or field they are about. */
const fieldMessages = z
  .record(z.string(), z.array(z.string()))
  .meta({ description: 'By parameter or field: what is wrong and how to mend it.' });

/** The error body, narrowed to the codes that one answer can carry. */
export function answeredProblem(codes: readonly [string, ...string[]]) {
  return z.object({
    error: errorBody.shape.error,
    message: errorBody.shape.message,
    code: z.enum(codes),
    details: z.object({ fields: fieldMessages }).optional(),
  });
}
