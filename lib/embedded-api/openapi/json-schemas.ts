import 'server-only';
import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';

/** A JSON Schema (2020-12) as plain JSON. */
export type JsonSchema = { [keyword: string]: unknown };

/**
 * Writes zod schemas as JSON Schemas for one document. Schemas with an id become `components` of it, each once, and
 * are referred to.
 */
export function jsonSchemaWriter() {
  const components: Record<string, JsonSchema> = {};

  /** `input` is what may be sent, `output` what a sent text stands for: parameters are described by their value. */
  function write(schema: z.core.$ZodType, io: 'input' | 'output'): JsonSchema {
    // `any`: a checked object (metadata) says by its description what it is; zod alone cannot tell.
    const { $schema: _, $defs = {}, ...inline } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
    for (const [id, found] of Object.entries($defs)) {
      const component = withComponentReferences({ ...found });
      const known = (components[id] ??= component);
      if (!isDeepStrictEqual(known, component)) throw new Error(`Two schemas have the id ${id}.`);
    }
    return withComponentReferences(inline);
  }

  return { write, components };
}

function withComponentReferences(schema: JsonSchema): JsonSchema {
  const text = JSON.stringify(schema, (key, value: unknown) =>
    key === '$ref' && typeof value === 'string'
      ? value.replace(/^#\/\$defs\//, '#/components/schemas/')
      : value,
  );
  return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
}
