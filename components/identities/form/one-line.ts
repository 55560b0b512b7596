/** What a box of one line makes of a text: browsers drop its line breaks without a word. */
export function inOneLine(text: string): string {
  return text.replace(/[\r\n]/g, '');
}

/**
 * The text that a box stands for: the one it was filled with as long as it shows that, line breaks and all; what was
 * typed otherwise. Without this a visit to the box would change a name that nobody touched.
 */
export function heldText(held: string, shown: string): string {
  return shown === inOneLine(held) ? held : shown;
}
