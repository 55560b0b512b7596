import type { Random } from '../random';
import { asciiOf, type Language, type Spelled } from './language';
import { OTHER_LATIN, WEST_EUROPEAN } from './latin-names';
import { OTHER_SCRIPTS } from './other-scripts';

/** An invented person. */
export type Person = {
  displayName: string;
  /** ASCII, such as `amelia.ashdown`: what addresses are made of. */
  handle: string;
  language: string;
  region: Language['region'];
  /** Latin spelling, where the name is written otherwise. */
  latin?: string;
  kana?: string;
};

const LANGUAGES = [...WEST_EUROPEAN, ...OTHER_LATIN, ...OTHER_SCRIPTS];

/** Names that break naive programs, each a few times among 2,400. */
const ODD_NAMES = [
  'Null',
  'Test',
  'undefined',
  'N/A',
  'None',
  'Q',
  'O',
  'test test',
  'NaN',
  'True',
  '-',
  '0',
];
/** Four family names, one name, a title, a suffix: forms that no two name fields could hold. */
const LONG_NAMES = [
  'María de los Ángeles Fernández de Córdoba y Álvarez de Toledo',
  'Pedro Henrique Gonçalves de Albuquerque Cavalcanti',
  'Dr. Anneliese von und zu Hohenstein-Wartberg',
  'Wolfeschlegel K. Ashdown III',
  'Dipl.-Ing. Kunigunde Mayer-Lüdenscheidt',
  'Björk Guðmundsdóttir Þórsdóttir',
];
const ONE_NAMES = ['Suharti', 'Madhavi', 'Teller', 'Ólöf', 'Wulan', 'Sting-Ray', 'Björn', 'ゆき', 'Zoë'];

/** Draws a person: 38 % with English or West European names, the rest from everywhere. */
export function personOf(random: Random): Person {
  const language = random.weighted(LANGUAGES);
  const given = spelling(random.pick(language.given));
  const family = spelling(random.pick(language.family));
  const parts = language.familyFirst === true ? [family, given] : [given, family];
  const latin = `${capital(given.latin)} ${capital(family.latin)}`;
  const person: Person = {
    displayName: parts.map(({ name }) => name).join(language.joined === true ? '' : ' '),
    handle: `${given.latin}.${family.latin}`,
    language: language.code,
    region: language.region,
  };
  if (/[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u.test(person.displayName))
    person.latin = latin;
  if (given.kana !== undefined && family.kana !== undefined) person.kana = `${family.kana} ${given.kana}`;
  return odd(person, random);
}

function odd(person: Person, random: Random): Person {
  const { latin: _latin, kana: _kana, ...rest } = person;
  const draw = random.next();
  if (draw < 0.008) return { ...rest, displayName: random.pick(ODD_NAMES) };
  if (draw < 0.013) return renamed(rest, random.pick(LONG_NAMES));
  if (draw < 0.025) return renamed(rest, random.pick(ONE_NAMES));
  return person;
}

/** The same person by another name, with an address that fits. */
function renamed(person: Person, displayName: string): Person {
  const words = displayName
    .split(' ')
    .map(asciiOf)
    .filter((word) => word !== '');
  const [first, last] = [words[0], words.length > 1 ? words.at(-1) : 'office'];
  return {
    ...person,
    displayName,
    handle: first === undefined || last === undefined ? person.handle : `${first}.${last}`,
  };
}

function spelling(name: string | Spelled): Spelled {
  return typeof name === 'string' ? { name, latin: asciiOf(name) } : name;
}

function capital(latin: string): string {
  return latin.charAt(0).toUpperCase() + latin.slice(1);
}
