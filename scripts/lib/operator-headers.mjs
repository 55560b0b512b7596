/**
 * The headers with which an operator's requests are signed in. Empty while there is no sign-in.
 *
 * @param {{ url: string, operator: number }} _who the dashboard, and which of its operators
 * @returns {Promise<Record<string, string>>}
 */
export async function operatorHeaders(_who) {
  return {};
}
