import 'server-only';
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openedOnce } from './process-wide';
import { keepSecret } from './secrets';
import { settings, SettingsError } from './settings';

/**
 * The secrets that sign sign-ins: the setting, else one made at first start and kept in `DATA_DIR` for this user's eyes
 * only. With `DATABASE_URL` it must be set, as every instance needs the same. Throws `SettingsError`.
 */
export function authSecrets(): Promise<readonly string[]> {
  return openedOnce('auth-secrets', async () => {
    const { AUTH_SECRET, DATABASE_URL, DATA_DIR } = settings();
    if (AUTH_SECRET !== undefined) return AUTH_SECRET;
    if (DATABASE_URL !== undefined)
      throw new SettingsError(
        'AUTH_SECRET is needed with DATABASE_URL, the same for every instance: at least 32 bytes of randomness, such as the output of "openssl rand -base64 32".',
      );
    const path = join(DATA_DIR, 'auth-secret');
    await mkdir(DATA_DIR, { recursive: true, mode: 0o700 });
    try {
      // 'wx' lets one of two starting processes win; the other reads what the winner wrote.
      await writeFile(path, `${randomBytes(32).toString('base64url')}\n`, { flag: 'wx', mode: 0o600 });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
    const made = (await readFile(path, 'utf8')).trim();
    keepSecret(made);
    return [made];
  });
}
