'use server';

import { acceptedLink, presentedLink } from '@/lib/auth/operator-forms';
import type { LinkPurpose } from '@/lib/auth/link-purpose';
import type { Outcome } from '@/lib/errors/app-error';
import * as join from '@/lib/server/join';
import { linkAction } from '@/lib/server/open-action';

/** What a link is for. For people who are not signed in; the token is what lets them ask. */
export async function readLink(input: unknown): Promise<Outcome<LinkPurpose>> {
  return linkAction(presentedLink, input, ({ token }) => join.readLink(token));
}

/** Uses a link once: makes an operator, or sets a new password. */
export async function acceptLink(input: unknown): Promise<Outcome<{ email: string }>> {
  return linkAction(acceptedLink, input, ({ token, ...chosen }) => join.acceptLink(token, chosen));
}
