import { afterEach, describe, expect, test, vi } from 'vitest';
import { byWords, matchesWords } from './matches-words';
import { pageCommands } from './page-commands';

afterEach(() => document.body.replaceChildren());

function page(html: string): void {
  document.body.innerHTML = html;
}

test('a command presses its control and names its key', () => {
  page('<button data-command="Edit" data-keys="e">Edit</button><button>Other</button>');
  const pressed = vi.fn();
  document.querySelector('button')?.addEventListener('click', pressed);
  const [edit, ...others] = pageCommands();
  expect(others).toEqual([]);
  expect([edit?.label, edit?.keys]).toEqual(['Edit', 'e']);
  edit?.run();
  expect(pressed).toHaveBeenCalledOnce();
});

test('a text box takes the focus, nothing is pressed', () => {
  page('<input type="search" data-command="Search identities">');
  pageCommands()[0]?.run();
  expect(document.activeElement).toBe(document.querySelector('input'));
});

test('what does nothing now says why', () => {
  page(
    '<button data-command="Delete" aria-disabled="true" aria-describedby="why">Delete</button><span id="why" hidden>Your role does not allow this.</span>' +
      '<a role="link" aria-disabled="true" data-command="Next page">Next page</a>',
  );
  expect(pageCommands().map(({ disabledReason }) => disabledReason)).toEqual([
    'Your role does not allow this.',
    'There is none.',
  ]);
});

test('a choice offers what is not chosen, and choosing changes it', () => {
  page(
    '<select data-command="Sort by"><option>Newest</option><option value="cost">Highest cost</option></select>',
  );
  const changed = vi.fn();
  document.querySelector('select')?.addEventListener('change', changed);
  const commands = pageCommands();
  expect(commands.map(({ label, choice }) => [label, choice])).toEqual([
    ['Sort by: Highest cost', 'Sort by'],
  ]);
  commands[0]?.run();
  expect(document.querySelector('select')?.value).toBe('cost');
  expect(changed).toHaveBeenCalledOnce();
});

test('what is chosen already is not offered', () => {
  page(
    '<a href="#a" aria-current="true" data-command="Period: 7 days"></a><a href="#b" data-command="Period: 30 days"></a>',
  );
  expect(pageCommands().map(({ label, choice }) => [label, choice])).toEqual([['Period: 30 days', 'Period']]);
});

test('one button for several things is pressed for each of them', () => {
  page('<button data-command="Copy as" data-command-options="curl,Node">Copy as…</button>');
  const pressed: (string | undefined)[] = [];
  const button = document.querySelector('button');
  button?.addEventListener('click', () => pressed.push(button.dataset.option));
  const commands = pageCommands();
  expect(commands.map(({ label }) => label)).toEqual(['Copy as curl', 'Copy as Node']);
  commands[1]?.run();
  button?.click();
  expect(pressed).toEqual(['Node', undefined]);
});

test('the bar of a selection offers its buttons and links', () => {
  page(
    '<section aria-label="Selection"><button aria-disabled="true" aria-describedby="r"><span class="button-label">Add tags</span><span id="r" hidden>No.</span></button><a href="#pair">Compare</a></section>',
  );
  expect(pageCommands().map(({ label, disabledReason }) => [label, disabledReason])).toEqual([
    ['Selection: Add tags', 'No.'],
    ['Selection: Compare', undefined],
  ]);
});

test('what begins with the text comes first', () => {
  const commands = ['Copy external ID', 'Copy ID', 'Delete'].map((label) => ({ label }));
  expect(byWords(commands, 'copy id').map(({ label }) => label)).toEqual(['Copy ID', 'Copy external ID']);
  expect(byWords(commands, '')).toEqual(commands);
});

describe('words find a label by their beginnings, in any order', () => {
  test.each(['', 'sort', 'cost sort', 'HIGH', 'by: high'])('%j finds it', (text) =>
    expect(matchesWords('Sort by: Highest cost', text)).toBe(true),
  );
  test.each(['ort', 'sorted', 'mei'])('%j does not', (text) =>
    expect(matchesWords('Sort by: Highest cost', text)).toBe(false),
  );
});
