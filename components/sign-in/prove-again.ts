import { answeredAction } from '@/components/actions/answered-action';
import { confirmSignIn } from '@/lib/actions/account';
import type { AppError } from '@/lib/errors/app-error';
import { errorWords } from '@/lib/errors/error-words';
import { getOutcome } from '@/lib/queries/outcome-json';
import { resultWords } from './result-words';
import { sendSignIn } from './send-sign-in';

/** What came of giving the password, or a code, again. */
export type ProvedAgain =
  { status: 'done' | 'code-needed' | 'start-over' } | { status: 'refused'; title: string; text: string };

type Given = { email: string; password: string; code: string | undefined };

/** Signs in anew: the sign-in had ended. */
export async function signInAgain({ email, password, code }: Given): Promise<ProvedAgain> {
  const form = new FormData();
  for (const [name, value] of Object.entries(code === undefined ? { email, password } : { code }))
    form.set(name, value);
  const answer = await sendSignIn(code === undefined ? '/sign-in/email' : '/two-factor/verify-totp', form);
  if (answer.status === 'signed-in') return { status: 'done' };
  if (answer.status === 'second-factor') return { status: 'code-needed' };
  if (answer.status === 'start-over') return { status: 'start-over' };
  const result =
    answer.status !== 'refused' ? answer.status : code === undefined ? 'wrong-password' : 'wrong-code';
  const words = resultWords(result, answer.status === 'too-many' ? answer.retry_after : undefined);
  return { status: 'refused', title: words?.title ?? '', text: words?.text ?? '' };
}

/** Confirms a sign-in that goes on. */
export async function proveItIsYou({ password, code }: Given): Promise<ProvedAgain> {
  const outcome = await answeredAction(() =>
    confirmSignIn({ password, ...(code !== undefined && { code }) }),
  );
  if (outcome.ok) return { status: 'done' };
  return notProven(outcome.error);
}

function notProven(error: AppError): ProvedAgain {
  if (error.kind === 'not-proven' && error.reason === 'code-needed') return { status: 'code-needed' };
  const { title, text } = errorWords(error, 'change');
  return { status: 'refused', title, text };
}

/**
 * The email this browser is signed in with now, if that is not the operator the page was made for. Whoever else it is
 * must not go on here unawares.
 */
export async function otherOperator(id: string): Promise<string | undefined> {
  const now = await getOutcome<{ id: string; email: string }>('/api/account', AbortSignal.timeout(10_000));
  return now.id === id ? undefined : now.email;
}
