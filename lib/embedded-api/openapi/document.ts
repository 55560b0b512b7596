import 'server-only';
import { answeredProblem } from '../answer-schemas';
import { PROBLEMS, type ProblemCode } from '../api-problem';
import { jsonSchemaWriter, type JsonSchema } from './json-schemas';
import { COMMON_PROBLEMS, type AnswerHeader, type Operation } from './operation';
import { operations } from './operations';
import type { DocumentedParameter } from './parameters';

const DESCRIPTION = `The Identities API v2 on this server's own store, for programs written for orq.ai: every known
generation of callers is served, so requests may take any form that a generation has used.

**Errors** all have one body: \`error\` and \`message\` with the same text, and a \`code\`. Addresses that are not here
answer 404 with the code \`not_found\`, other methods 405 with \`method_not_allowed\` and an \`Allow\` header. A server
that is shutting down answers 503 with \`service_unavailable\`; a ranking of a large workspace that is put together for
the first time answers 503 with \`ranking_not_ready\` and \`Retry-After\`.

**Every answer** carries \`X-Request-Id\`: yours, if you sent one of up to 128 letters, digits and \`_ . : -\`.`;

/**
 * The OpenAPI 3.1 document of this API. Bodies, answers and parameters are written from the very zod schemas that
 * validate and type them, errors from the table that answers them.
 */
export function openApiDocument(): JsonSchema {
  const schemas = jsonSchemaWriter();
  const paths: Record<string, Record<string, JsonSchema>> = {};
  for (const operation of operations) {
    (paths[operation.path] ??= {})[operation.method] = {
      operationId: operation.id,
      tags: [operation.tag ?? 'Identities'],
      summary: operation.summary,
      description: operation.description,
      ...(operation.parameters.length > 0 && {
        parameters: operation.parameters.map((parameter) => writeParameter(parameter, schemas.write)),
      }),
      ...(operation.body !== undefined && {
        requestBody: {
          required: operation.body.required,
          content: jsonContent(schemas.write(operation.body.schema, 'input'), {
            example: operation.body.example,
          }),
        },
      }),
      responses: writeAnswers(operation, schemas.write),
    };
  }
  return {
    openapi: '3.1.1',
    info: { title: 'Identities API', version: '2.0.0', description: DESCRIPTION },
    servers: [{ url: '/', description: 'This server' }],
    security: [{ ApiKey: [] }],
    tags: [
      {
        name: 'Identities',
        description: 'The end users, teams or customers to whom the use of AI is attributed.',
      },
      { name: 'Budgets', description: 'What an identity may use in a period, at most one budget each.' },
      { name: 'Reports', description: 'Use over time, by identity, and ranked over the whole workspace.' },
    ],
    paths,
    components: {
      schemas: schemas.components,
      headers: HEADERS,
      securitySchemes: { ApiKey: { type: 'http', scheme: 'bearer' } },
    },
  };
}

type Write = ReturnType<typeof jsonSchemaWriter>['write'];

const LIMIT_HEADERS = [
  'Retry-After',
  'X-RateLimit-Limit',
  'X-RateLimit-Remaining',
  'X-RateLimit-Reset',
] as const;
type CommonHeader = 'X-Request-Id' | 'WWW-Authenticate' | (typeof LIMIT_HEADERS)[number];

const wholeNumber = (description: string): JsonSchema => ({
  description,
  required: true,
  schema: { type: 'string', pattern: '^\\d+$' },
});

const HEADERS: Record<AnswerHeader | CommonHeader, JsonSchema> = {
  'Retry-After': wholeNumber('Seconds to wait before the next request.'),
  'X-RateLimit-Limit': wholeNumber('Requests that any 60 seconds may hold.'),
  'X-RateLimit-Remaining': wholeNumber('Requests that are left of them.'),
  'X-RateLimit-Reset': wholeNumber('When the next one is free, in Unix seconds.'),
  'X-Request-Id': {
    description: 'Names this request in the logs of the server.',
    required: true,
    schema: { type: 'string', minLength: 1, maxLength: 128 },
  },
  'WWW-Authenticate': { required: true, schema: { type: 'string', const: 'Bearer' } },
  Location: {
    description: 'The address of the new identity, by its `_id`.',
    required: true,
    schema: { type: 'string', format: 'uri-reference', pattern: '^/v2/identities/.' },
  },
  ETag: {
    description: 'The version of the identity; send it back in `If-Match`.',
    required: true,
    schema: { type: 'string', pattern: '^"[^"]+"$' },
  },
};

/** Headers that an error of a status carries. Where a limit is set, every other answer carries the last three as well. */
const PROBLEM_HEADERS: Record<number, readonly CommonHeader[]> = {
  401: ['WWW-Authenticate'],
  429: LIMIT_HEADERS,
};

/** A parameter is described by the value that its text stands for; its description is said once, beside the schema. */
function writeParameter({ schema: zodSchema, ...parameter }: DocumentedParameter, write: Write): JsonSchema {
  const { description, ...schema } = write(zodSchema, 'output');
  return { ...parameter, ...(description !== undefined && { description }), schema };
}

function writeAnswers(operation: Operation, write: Write): Record<string, JsonSchema> {
  const answers: Record<string, JsonSchema> = {};
  for (const { status, description, schema, headers = [] } of operation.answers) {
    answers[status] = {
      description,
      headers: headerReferences(['X-Request-Id', ...headers]),
      ...(schema !== undefined && { content: jsonContent(write(schema, 'input')) }),
    };
  }
  for (const [status, codes] of problemsByStatus([...operation.problems, ...COMMON_PROBLEMS])) {
    const examples = codes.map((code) => {
      const { message } = PROBLEMS[code];
      return [code, { value: { error: message, message, code } }] as const;
    });
    answers[status] = {
      description: codes.map((code) => PROBLEMS[code].message).join(' Or: '),
      headers: headerReferences(['X-Request-Id', ...(PROBLEM_HEADERS[status] ?? [])]),
      content: jsonContent(write(answeredProblem(codes), 'input'), {
        examples: Object.fromEntries(examples),
      }),
    };
  }
  return answers;
}

function problemsByStatus(codes: ProblemCode[]): Map<number, [ProblemCode, ...ProblemCode[]]> {
  const found = new Map<number, [ProblemCode, ...ProblemCode[]]>();
  for (const code of codes) {
    const { status } = PROBLEMS[code];
    const others = found.get(status);
    if (others === undefined) found.set(status, [code]);
    else others.push(code);
  }
  return found;
}

function headerReferences(names: (keyof typeof HEADERS)[]): JsonSchema {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

function jsonContent(schema: JsonSchema, more: JsonSchema = {}): JsonSchema {
  return { 'application/json': { schema, ...more } };
}
