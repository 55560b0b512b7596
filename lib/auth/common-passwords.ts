import 'server-only';
import { newPassword } from './password';

/** Why a password cannot be used, in words for the field; undefined when it can. */
export async function passwordFault(password: string, email: string): Promise<string | undefined> {
  const parsed = newPassword.safeParse(password);
  if (!parsed.success) return parsed.error.issues[0]?.message;
  const lower = password.toLowerCase();
  if (lower === email.toLowerCase()) return 'Use something other than your email.';
  if ((await commonPasswords()).has(lower))
    return 'This is one of the passwords that attackers try first. Choose another.';
  return undefined;
}

let common: Promise<ReadonlySet<string>> | undefined;

/** The 49,000 commonest, by the list of the zxcvbn project; they contain the 10,000 that are asked for. */
function commonPasswords(): Promise<ReadonlySet<string>> {
  return (common ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common']),
  ));
}
