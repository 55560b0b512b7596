import 'server-only';
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The key that clients of the embedded `/v2` send: the setting, else one made at first start and kept in
 * `DATA_DIR` for this user's eyes only (mode 0600).
 */
export async function embeddedApiKey(dataDir: string, fromSetting: string | undefined): Promise<string> {
  if (fromSetting !== undefined) return fromSetting;
  const path = join(dataDir, 'embedded-api-key');
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  try {
    // 'wx' lets one of two starting processes win; the other reads what the winner wrote.
    await writeFile(path, `desk_${randomBytes(24).toString('base64url')}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return (await readFile(path, 'utf8')).trim();
}
