import type { FieldValues, Resolver } from 'react-hook-form';

const load = () => import('./form-resolvers');
type Resolvers = Awaited<ReturnType<typeof load>>;

/** Fetches the schemas ahead of the first check: for the first touch of a form. */
export function prepareChecks(): void {
  load().catch(() => {});
}

/**
 * A resolver whose schema is fetched when a form is first touched: it and zod are a seventh of what a form page
 * would ship otherwise, and nothing is checked before a box is left.
 *
 * Where the schema cannot be fetched (offline, or a new version on the server), everything passes here, because the
 * server checks by the very same schema and answers field by field.
 */
export function checkedLater<Values extends FieldValues, Checked extends FieldValues>(
  resolver: (resolvers: Resolvers) => Resolver<Values, unknown, Checked>,
): Resolver<Values, unknown, Checked | Values> {
  return async (values, context, options) => {
    const resolvers = await load().catch(() => undefined);
    return resolvers === undefined ? { values, errors: {} } : resolver(resolvers)(values, context, options);
  };
}
