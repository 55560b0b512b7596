/**
 * Whether two emails reach the same person: equal but for case and for white space at the ends. Dots and what follows
 * a plus are kept: to most hosts they mean another box.
 */
export function isSameEmail(one: string | undefined, other: string | undefined): boolean {
  const key = emailKey(one);
  return key !== '' && key === emailKey(other);
}

const emailKey = (email: string | undefined) => email?.trim().toLowerCase() ?? '';
