import 'server-only';

/**
 * Whether the caller is a G1 Node SDK (4.0 to 4.9). It takes no other success of a delete than 204 and no list item
 * without `metrics` (contract, One body for both readers; disagreements 3 and 9).
 */
export function isEarlySdk(userAgent: string | null | undefined): boolean {
  return /\bspeakeasy-sdk\/typescript 4\.\d\./.test(userAgent ?? '');
}
