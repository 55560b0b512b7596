import { pastedReference } from './pasted-reference';

/** Most values that are looked up at once. */
export const PASTED_MOST = 500;
/** Longest value that can be an id, an external id or an email, in UTF-16 units. */
export const PASTED_LONGEST = 512;

/** How names are written, and ids rarely are: a capital, then letters and hyphens only. */
const CAPITALISED = /^\p{Lu}[\p{L}\p{M}'’-]*$/u;

/** What a pasted text holds: values in their order, repeated ones too, and how many beyond the most were left out. */
export type PastedMany = { values: string[]; left: number };

/** One field of a spreadsheet: in quotes, where two stand for one, or up to the next separator. */
const FIELD = /\s*(?:"((?:[^"]|"")*)"[^\S\r\n\t]*(?=[\r\n\t,;]|$)|([^\r\n\t,;]*))([\r\n\t,;]|$)/gy;
/** An address as mail programs write it: `Ada <ada@example.com>`. */
const ADDRESSED = /<([^<>\s]+@[^<>\s]+)>$/;

/**
 * Takes a text apart into the ids, external ids and emails it lists: by lines, tabs, commas and semicolons, and by
 * spaces between emails. A value in double quotes may hold any of them. Empty fields are no values.
 */
export function pastedMany(text: string): PastedMany {
  const values: string[] = [];
  for (const [, quoted, plain = ''] of text.matchAll(FIELD)) {
    const field = (quoted?.replaceAll('""', '"') ?? plain).trim();
    if (field === '') continue;
    const addressed = quoted === undefined ? ADDRESSED.exec(field)?.[1] : undefined;
    const words = field.split(/\s+/);
    if (addressed !== undefined) values.push(addressed);
    else if (quoted === undefined && words.every((word) => word.includes('@'))) values.push(...words);
    else values.push(field);
  }
  return { values: values.slice(0, PASTED_MOST), left: Math.max(0, values.length - PASTED_MOST) };
}

/**
 * Whether a text reads like a list of values rather than like a search: several lines or cells, or several values that
 * are one word each and could be ids. "Zhao, Mei-Lin" is a name.
 */
export function readsLikeMany(text: string): boolean {
  const { values } = pastedMany(text);
  if (values.length < 2) return false;
  return (
    /[\r\n\t]/.test(text.trim()) || values.every((value) => !/\s/.test(value) && !CAPITALISED.test(value))
  );
}

/**
 * What a pasted value is looked up by: the value itself, or the id in a pasted address. Undefined where it is too long
 * to be any.
 */
export function lookedUpBy(value: string): string | undefined {
  if (value.length > PASTED_LONGEST) return undefined;
  return pastedReference(value) ?? value;
}

/** Whether a value reads like an email, which is found by search and not by its name. */
export function readsLikeEmail(value: string): boolean {
  return /^[^\s@]+@[^\s@]+$/.test(value);
}

/** Values that mean the same have the same key: emails are compared without regard to case. */
export function pastedKey(value: string): string {
  return readsLikeEmail(value) ? value.toLowerCase() : value;
}
