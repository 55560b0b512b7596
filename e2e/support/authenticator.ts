import { Secret, TOTP } from 'otpauth';

const PERIOD_MS = 30_000;

/**
 * The code of an authenticator app: of the present 30 seconds, or of so many periods later. The server takes the next
 * one too, which a journey needs where the present one is used.
 */
export function codeOf(secret: string, periodsLater = 0): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({
    timestamp: Date.now() + periodsLater * PERIOD_MS,
  });
}
