import 'server-only';
import type { core } from 'zod';
import { ApiProblem, type FieldMessages } from './api-problem';

/** Every rule that a request breaks as one problem: the messages by field, and all of them in a line. */
export function invalidFields(
  code: 'invalid_request' | 'invalid_request_body',
  error: core.$ZodError,
): ApiProblem {
  const fields: FieldMessages = {};
  for (const issue of error.issues) {
    const messages = (fields[String(issue.path[0])] ??= []);
    const message = issueMessage(issue);
    if (!messages.includes(message)) messages.push(message);
  }
  const summary = Object.entries(fields).map(([field, messages]) => `${field}: ${messages.join(' ')}`);
  return new ApiProblem(code, summary.join(' '), fields);
}

/** The rule of a choice ('' or an email) is its last branch; the choice itself says no more than "Invalid input". */
function issueMessage(issue: core.$ZodIssue): string {
  const rule = issue.code === 'invalid_union' ? issue.errors.at(-1)?.[0] : undefined;
  return rule === undefined ? issue.message : issueMessage(rule);
}
