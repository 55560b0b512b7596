import 'server-only';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import * as z from 'zod';
import type { RawAnswer } from './raw-request';

const reference = z.object({ $ref: z.string() });
const content = z.object({ 'application/json': z.looseObject({ schema: z.looseObject({}) }) });
const operation = z.object({
  operationId: z.string(),
  parameters: z.array(z.looseObject({ name: z.string(), in: z.string() })).default([]),
  requestBody: z.object({ required: z.boolean(), content }).optional(),
  responses: z.record(
    z.string(),
    z.object({ headers: z.record(z.string(), reference).default({}), content: content.optional() }),
  ),
});
const document = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), operation)) });

/** One operation of a served document, with checks of what it takes and what it gives. */
export type ServedOperation = {
  id: string;
  method: string;
  path: string;
  parameters: string[];
  /** The documented statuses, and the codes of those that are errors. */
  answers: { status: number; codes: string[] }[];
  /** Whether the document allows a body. Formats say more than its patterns do, and are left out unless asked for. */
  takes(body: unknown, formats?: boolean): boolean;
  /** What is wrong with an answer by the document: nothing in a good test. */
  faults(answer: RawAnswer): string[];
};

/** The operations of a document as served. Checks run on the document itself, not on what it was made from. */
export function servedOperations(served: unknown): ServedOperation[] {
  const { paths } = document.parse(served);
  // Answers must hold no member that the document does not name; so its objects are closed, which it leaves open.
  const closed = validators(closedCopy(served), true);
  const open = { with: validators(served, true), without: validators(served, false) };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, parameters, requestBody, responses }]) => {
      const at = ['paths', path, method];
      return {
        id: operationId,
        method: method.toUpperCase(),
        path,
        parameters: parameters.map(({ name }) => name),
        answers: Object.entries(responses).map(([status, response]) => ({
          status: Number(status),
          codes: codesOf(response.content?.['application/json'].schema),
        })),
        takes: (body, formats = false) =>
          requestBody !== undefined &&
          open[formats ? 'with' : 'without']([...at, 'requestBody', ...JSON_SCHEMA])(body),
        faults: (answer) => {
          const response = responses[answer.status];
          if (response === undefined) return [`status ${answer.status} is not documented`];
          const inResponse = [...at, 'responses', String(answer.status)];
          const faults = Object.entries(response.headers).flatMap(([name, { $ref }]) => {
            const check = closed([...$ref.slice(2).split('/'), 'schema']);
            return check(answer.headers.get(name)) ? [] : [`header ${name}: ${answer.headers.get(name)}`];
          });
          if (response.content === undefined)
            return answer.text === '' ? faults : [...faults, 'a body, though none is documented'];
          if (!/^application\/json\b/.test(answer.headers.get('content-type') ?? ''))
            return [...faults, 'not JSON'];
          const check = closed([...inResponse, ...JSON_SCHEMA]);
          return check(JSON.parse(answer.text)) ? faults : [...faults, JSON.stringify(check.errors)];
        },
      };
    }),
  );
}

const JSON_SCHEMA = ['content', 'application/json', 'schema'];

function validators(served: unknown, validateFormats: boolean): (at: string[]) => ValidateFunction {
  // The document around the schemas is no schema: its keywords are unknown, and that is meant.
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats, unicodeRegExp: true });
  if (validateFormats) addFormats.default(ajv);
  ajv.addSchema(z.looseObject({}).parse(served), 'document');
  const compiled = new Map<string, ValidateFunction>();
  return (at) => {
    const pointer = at.map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1')).join('/');
    const known = compiled.get(pointer) ?? ajv.compile({ $ref: `document#/${encodeURI(pointer)}` });
    compiled.set(pointer, known);
    return known;
  };
}

function closedCopy(served: unknown): unknown {
  return JSON.parse(JSON.stringify(served), (_, value: unknown) => {
    const schema = z
      .looseObject({ type: z.literal('object'), properties: z.looseObject({}) })
      .safeParse(value);
    return schema.success ? { additionalProperties: false, ...schema.data } : value;
  });
}

function codesOf(schema: unknown): string[] {
  const withCodes = z.looseObject({
    properties: z.looseObject({ code: z.looseObject({ enum: z.array(z.string()) }) }),
  });
  const found = withCodes.safeParse(schema);
  return found.success ? found.data.properties.code.enum : [];
}
