import { formatCount } from '@/lib/format/numbers';

/** `1 identity`, `1,204 identities`. */
export function identitiesWords(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'identity' : 'identities'}`;
}
