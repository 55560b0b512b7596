/** Characters that draw nothing or reorder what stands around them; line breaks and tabs are layout and stay. */
const HIDDEN = /(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u034f\u115f\u1160\u2800\u3164\uffa0]/u;
/** Joiners inside emoji and scripts that need them are part of a visible character. */
const JOINERS = /[\u200c\u200d\u{e0020}-\u{e007f}]/u;

/** Whether a text holds something that cannot be seen. */
export function hasHidden(text: string): boolean {
  return HIDDEN.test(text);
}

/** A text in runs: what can be seen, and single characters that cannot. */
export function visibleRuns(text: string): { text: string; hidden: boolean }[] {
  if (!hasHidden(text)) return [{ text, hidden: false }];
  const runs: { text: string; hidden: boolean }[] = [];
  for (const character of text) {
    const hidden = HIDDEN.test(character) && !JOINERS.test(character);
    const last = runs.at(-1);
    if (!hidden && last !== undefined && !last.hidden) last.text += character;
    else runs.push({ text: character, hidden });
  }
  return runs;
}

/** `U+202E` */
export function codePointName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
