import 'server-only';
import * as z from 'zod';
import { idempotencyKey } from '@/lib/identity/usage';
import { budgetListQuery, REPEATED_BUDGET_PARAMETERS } from '../budget-parameters';
import { listQuery, overviewQuery, rankingQuery, retrieveQuery } from '../query-parameters';

/** A parameter as the document lists it. Its schema, and what that says of it, come from the schema that validates. */
export type DocumentedParameter = {
  name: string;
  in: 'query' | 'path' | 'header';
  schema: z.core.$ZodType;
  required?: boolean;
  deprecated?: boolean;
  style?: 'form';
  explode?: boolean;
};

const query = (name: string, schema: z.core.$ZodType): DocumentedParameter => ({ name, in: 'query', schema });

const tags = listQuery.shape['filter_by.tags'];

/** The encodings of earlier generations, which come in beside the current one (disagreement 7). */
const earlierTags: DocumentedParameter[] = [
  {
    ...query(
      'filter_by',
      z.string().meta({
        description:
          'Earlier encoding: one value, `{"tags":["premium","beta-user"]}` or `tags=premium,beta-user`.',
      }),
    ),
    deprecated: true,
  },
  {
    ...query(
      'tags',
      tags.meta({
        description:
          'What SDKs up to 4.9 send: one value joined by commas, `premium,beta-user`. No tag can hold one.',
      }),
    ),
    deprecated: true,
    style: 'form',
    explode: false,
  },
];

export const listParameters: DocumentedParameter[] = [
  ...Object.entries(listQuery.shape).map(([name, schema]): DocumentedParameter => {
    if (schema !== tags) return query(name, schema);
    return { ...query(name, schema), style: 'form', explode: true };
  }),
  ...earlierTags,
];

export const retrieveParameters = Object.entries(retrieveQuery.shape).map(([name, schema]) =>
  query(name, schema),
);

export const rankingParameters = Object.entries(rankingQuery.shape).map(
  ([name, schema]): DocumentedParameter => {
    if (schema === tags) return { ...query(name, schema), style: 'form', explode: true };
    return { ...query(name, schema), ...(name === 'rank_by' && { required: true }) };
  },
);

export const overviewParameters = Object.entries(overviewQuery.shape).map(([name, schema]) =>
  query(name, schema),
);

export const budgetListParameters = Object.entries(budgetListQuery.shape).map(
  ([name, schema]): DocumentedParameter =>
    REPEATED_BUDGET_PARAMETERS.some((repeated) => repeated === name)
      ? { ...query(name, schema), style: 'form', explode: true }
      : query(name, schema),
);

export const budgetReference: DocumentedParameter = {
  name: 'id',
  in: 'path',
  required: true,
  schema: z.string().min(1).meta({ description: 'Id of the budget.' }),
};

export const identityReference: DocumentedParameter = {
  name: 'id',
  in: 'path',
  required: true,
  schema: z
    .string()
    .min(1)
    .meta({
      description:
        '`_id` or `external_id`, percent-encoded as one segment (`/` is sent as `%2F`). `_id` wins when both match. ' +
        'An id of only `.` or `..` cannot be sent in an address; use the `_id` then.',
    }),
};

export const ifMatch: DocumentedParameter = {
  name: 'If-Match',
  in: 'header',
  schema: z.string().meta({
    description:
      'The `ETag` that the identity was read with. When it has changed since, nothing happens and the answer is 412.',
  }),
};

export const usageKey: DocumentedParameter = {
  name: 'Idempotency-Key',
  in: 'header',
  schema: idempotencyKey.check(
    z.meta({
      description:
        'One key for each report, such as a UUID. A repetition of the report with its key is answered as the first ' +
        'time and counts once; keys are kept for seven days.',
    }),
  ),
};
