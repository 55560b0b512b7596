import 'server-only';
import { signInCookie } from '@/lib/auth/sign-in-cookie';
import { endSignIn } from '@/lib/auth/sign-ins';
import { recordEvent } from './audited';
import { presentSignIn } from './authorize';
import { ownOrigin } from './own-origin';
import { store } from './store';

/** Ends the sign-in of this request and sends the browser to the sign-in page. Harmless when there is none. */
export async function signOut(): Promise<Response> {
  const present = await presentSignIn();
  if (present !== undefined) {
    await endPresentSignIn();
    await recordEvent({ action: 'sign-out', operator: present.operator });
  }
  const headers = new Headers({
    Location: '/sign-in',
    'Cache-Control': 'no-store',
    'Set-Cookie': clearedCookie(),
  });
  // What the browser still holds of pages and answers goes too.
  headers.set('Clear-Site-Data', '"cache"');
  return new Response(null, { status: 303, headers });
}

/** Ends the sign-in that this request came with, if any. */
export async function endPresentSignIn(): Promise<void> {
  const present = await presentSignIn();
  if (present === undefined) return;
  const { orm } = await store();
  await endSignIn(orm, present.operator.id, present.operator.signInId);
}

function clearedCookie(): string {
  const secure = ownOrigin().startsWith('https:') ? '; Secure' : '';
  return `${signInCookie(ownOrigin())}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${secure}`;
}
