/** Names of one language, as pairs of a name and how ASCII spells it where the program cannot tell. */
export type Language = {
  /** BCP 47. */
  code: string;
  /** Where its people are, for tags and metadata. */
  region: 'uk' | 'us' | 'eu' | 'emea' | 'apac';
  /** Family name first, as it is written there. */
  familyFirst?: boolean;
  /** Nothing between the two names. */
  joined?: boolean;
  given: readonly (string | Spelled)[];
  family: readonly (string | Spelled)[];
};

/** A name and its Latin spelling; for Japanese also how it is read, in kana. */
export type Spelled = { name: string; latin: string; kana?: string };

/** Reads a list of `name latin` or `name latin kana` entries, parted by commas. */
export function spelled(text: string): Spelled[] {
  return text.split(',').map((entry) => {
    const [name = '', latin = '', kana] = entry.trim().split(' ');
    return { name: name.replaceAll('_', ' '), latin, ...(kana !== undefined && { kana }) };
  });
}

/** ASCII letters of a Latin name: accents removed, the letters that have no accent to remove replaced. */
export function asciiOf(name: string): string {
  const replaced = name.replace(/[ßłŁıøØđĐæÆ]/g, (letter) => LETTERS[letter] ?? letter);
  return replaced
    .normalize('NFKD')
    .replace(/[^A-Za-z]+/g, ' ')
    .trim()
    .replace(/ (?=[a-z])/g, '')
    .replace(/ +/g, '-')
    .toLowerCase();
}

const LETTERS: Record<string, string> = {
  ß: 'ss',
  ł: 'l',
  Ł: 'L',
  ı: 'i',
  ø: 'o',
  Ø: 'O',
  đ: 'd',
  Đ: 'D',
  æ: 'ae',
  Æ: 'Ae',
};
