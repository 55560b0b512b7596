import { signIn } from './bench-servers.mjs';

/**
 * The headers with which an operator's requests are signed in: a sign-in of its own for each operator.
 *
 * @param {{ url: string, operator: number }} who the dashboard, and which of its operators
 * @returns {Promise<Record<string, string>>}
 */
export async function operatorHeaders({ url }) {
  return { Cookie: await signIn(url) };
}
