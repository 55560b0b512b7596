import 'server-only';
import { headers } from 'next/headers';
import type { core } from 'zod';
import { TRUSTED_ADDRESS_HEADER } from '@/lib/auth/client-address';
import { countLinkAttempt } from '@/lib/auth/sign-in-limits';
import { failed, type Outcome } from '@/lib/errors/app-error';
import { invalidInput } from '@/lib/errors/invalid-input';
import { asChange } from './operator-action';
import { isOwnOrigin } from './origin';
import { answerWithStatus, presentRequest } from './request-marks';
import { store } from './store';

type Parser<Input> = {
  safeParse(input: unknown): { success: true; data: Input } | { success: false; error: core.$ZodError };
};

/**
 * What a server action does that people use who are not signed in, because they hold a link: origin, strict parse, the
 * limits on guessing, the work. The sibling of `guardedAction`; the link's token takes the place of the sign-in.
 *
 * @param schema of the one argument; strict, so that extra members fail
 */
export async function linkAction<Input extends { token: string }, Result>(
  schema: Parser<Input>,
  input: unknown,
  work: (input: Input) => Promise<Outcome<Result>>,
): Promise<Outcome<Result>> {
  if (!isOwnOrigin(await headers())) {
    await answerWithStatus(403);
    return failed({
      kind: 'forbidden',
      message: 'This did not come from a page of this dashboard, so it was refused.',
    });
  }
  const parsed = schema.safeParse(input);
  if (!parsed.success) return failed(invalidInput(parsed.error));
  const { headers: present } = await presentRequest();
  const { orm } = await store();
  const limited = await countLinkAttempt(
    orm,
    parsed.data.token,
    present.get(TRUSTED_ADDRESS_HEADER) ?? undefined,
  );
  if (limited !== undefined)
    return failed({
      kind: 'forbidden',
      message: `Too many attempts. Try again in ${limited.retryAfter} seconds.`,
    });
  return asChange(() => work(parsed.data));
}
