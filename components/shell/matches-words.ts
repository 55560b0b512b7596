/**
 * Whether each word of a text begins a word of a label, in any order: "cost sort" finds "Sort by: Highest cost". Only
 * beginnings count, so that names that happen to lie inside a label do not bring it up. An empty text matches all.
 */
export function matchesWords(label: string, text: string): boolean {
  const words = wordsOf(label);
  return wordsOf(text).every((typed) => words.some((word) => word.startsWith(typed)));
}

/** What a text finds, in its order; but what begins with the text as it stands comes first. */
export function byWords<Labelled extends { label: string }>(
  all: readonly Labelled[],
  text: string,
): Labelled[] {
  const found = all.filter(({ label }) => matchesWords(label, text));
  const begins = ({ label }: Labelled) => label.toLowerCase().startsWith(text.toLowerCase());
  return [...found.filter(begins), ...found.filter((each) => !begins(each))];
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}?/[\]]+/u)
    .filter((word) => word !== '');
}
