import { hasHidden } from './hidden-characters';

/**
 * The text as the address of a link, or `undefined` when it must stay text: only whole http and https addresses, none
 * with a user part (`https://bank.example@elsewhere.test`) or with characters that cannot be seen.
 */
export function safeLink(text: string): string | undefined {
  if (text.length > 2048 || !/^https?:\/\/[^\s\\]+$/i.test(text) || hasHidden(text)) return undefined;
  if (!URL.canParse(text)) return undefined;
  const { username, password } = new URL(text);
  return username === '' && password === '' ? text : undefined;
}
