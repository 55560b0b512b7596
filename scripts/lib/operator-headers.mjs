import { signIn } from './bench-servers.mjs';

let last = Promise.resolve('');

/**
 * The headers with which an operator's requests are signed in: a sign-in of its own for each operator, one after the
 * other, as many at once on one account would be taken for guessing.
 *
 * @param {{ url: string, operator: number }} who the dashboard, and which of its operators
 * @returns {Promise<Record<string, string>>}
 */
export async function operatorHeaders({ url }) {
  last = last.then(() => signIn(url));
  return { Cookie: await last };
}
