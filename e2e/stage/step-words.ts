import type { Locator } from '@playwright/test';

/** What people call the roles that have a name of their own. */
const ROLE_WORDS: Record<string, string> = {
  textbox: 'field',
  searchbox: 'field',
  combobox: 'field',
  radio: 'choice',
  menuitem: 'menu entry',
  columnheader: 'column',
};

/**
 * A step in words, by what the page itself calls its target: `Click the button “Undo”`. A target without a name is called
 * by its text.
 */
export async function stepWords(verb: string, target: Locator): Promise<string> {
  const [first = ''] = (await target.ariaSnapshot()).split('\n');
  const [, role = '', name] = /^- '?(\w+)(?: "((?:[^"\\]|\\.)*)")?/.exec(first) ?? [];
  const called = name?.replace(/\\(.)/g, '$1') ?? (await target.innerText()).split('\n')[0] ?? '';
  return `${verb} the ${ROLE_WORDS[role] ?? role} “${called}”`;
}
