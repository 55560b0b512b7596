import { readSignInAnswer, type SignInAnswer } from '@/lib/auth/sign-in-answer';

/** Sends one step of a sign-in. A server that cannot be reached is `unavailable`. */
export async function sendSignIn(
  path: '/sign-in/email' | '/two-factor/verify-totp' | '/two-factor/verify-backup-code',
  form: FormData,
): Promise<SignInAnswer> {
  try {
    const response = await fetch(`/api/auth${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify(Object.fromEntries(form)),
    });
    return readSignInAnswer(await response.json());
  } catch {
    return { status: 'unavailable' };
  }
}
