/** A shortcut as the keys that are pressed for it: `g i` is two, `X` is Shift and x. */
export function keyCaps(keys: string): string[] {
  return keys.split(' ').flatMap((key) => (/^[A-Z]$/.test(key) ? ['Shift', key.toLowerCase()] : [key]));
}
