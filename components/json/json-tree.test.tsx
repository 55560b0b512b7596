import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { jsonNode } from './json-node';
import { JsonTree } from './json-tree';
import { textHead } from './long-text';
import { safeLink } from './safe-link';

afterEach(cleanup);

function show(text: string): HTMLElement {
  const node = jsonNode(text);
  if (node === undefined) throw new Error('not JSON');
  return render(<JsonTree node={node} label="Metadata" />).container;
}

describe('values are shown as they are stored', () => {
  test.each([['9007199254740993'], ['-0'], ['1.0e+2'], ['12.50'], ['5e-324'], ['null'], ['false']])(
    '%s',
    (token) => {
      show(`{"a":${token}}`);
      expect(screen.getByRole('listitem').textContent).toBe(`a: ${token}`);
    },
  );

  test('the text "0" is told from the number 0, and empty values from each other', () => {
    show('{"a":"0","b":0,"c":"","d":{},"e":[]}');
    expect(screen.getAllByRole('listitem').map((row) => row.textContent)).toEqual([
      'a: "0"',
      'b: 0',
      'c: ""',
      'd: { } empty',
      'e: [ ] empty',
    ]);
  });

  test('repeated names, __proto__, blank names and their order stay', () => {
    show('{"b":1,"__proto__":{"admin":true},"a":2,"b":3,"":4," ":5,"10":6,"9":7}');
    const rows = within(screen.getByRole('list', { name: 'Metadata' })).getAllByRole('listitem');
    expect(rows.map((row) => row.textContent)).toEqual([
      'b repeated name: 1',
      '__proto__: { } 1 memberadmin: true',
      'admin: true',
      'a: 2',
      'b repeated name: 3',
      '"": 4',
      '" ": 5',
      '10: 6',
      '9: 7',
    ]);
  });

  test('an escaped NUL or half surrogate is shown by its escape', () => {
    show(String.raw`{"a":"x\u0000y","b":"\ud800"}`);
    expect(screen.getByText(String.raw`x\u0000y`)).toBeTruthy();
    expect(screen.getByText(String.raw`\ud800`)).toBeTruthy();
  });

  test('characters that draw nothing are made visible', () => {
    show('{"file":"invoice_\u202efdp.exe"}');
    expect(screen.getByRole('listitem').textContent).toContain('invisible character U+202E');
  });
});

describe('addresses', () => {
  test.each(['https://docs.example/read?a=1&b=2#part', 'http://x.test'])('%s is a link', (text) => {
    show(JSON.stringify({ a: text }));
    const link = screen.getByRole('link', { name: text });
    expect(link.getAttribute('href')).toBe(text);
    expect(link.getAttribute('rel')).toBe('noopener noreferrer');
  });

  test.each([
    'javascript:alert(1)',
    'data:text/html,<script>alert(3)</script>',
    'file:///etc/passwd',
    'https://bank.example@phish.test/login',
    'https:\\\\x.test',
    'see https://x.test',
    'https://x.test/\u202egpj',
    ' https://x.test',
  ])('%s is text', (text) => {
    expect(safeLink(text)).toBeUndefined();
    show(JSON.stringify({ a: text }));
    expect(screen.queryByRole('link')).toBeNull();
  });
});

describe('size', () => {
  test('a long line is cut and shown whole on demand', () => {
    const line = 'abcdefghij'.repeat(1000);
    const container = show(JSON.stringify({ token: line }));
    expect(container.textContent).not.toContain(line);
    fireEvent.click(screen.getByRole('button', { name: 'Show all 10,000 characters' }));
    expect(container.textContent).toContain(line);
  });

  test('a cut never splits a character', () => {
    expect(textHead(`${'x'.repeat(319)}${'👩'.repeat(200)}`)).toBe('x'.repeat(319));
  });

  test('nested values open and close by their button', () => {
    show('{"limits":{"daily":{"tokens":200000}}}');
    const button = screen.getByRole('button', { name: /^limits/ });
    expect(button.getAttribute('aria-expanded')).toBe('true');
    fireEvent.click(button);
    expect(screen.queryByText('200000')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Expand all' }));
    expect(screen.getByText('200000')).toBeTruthy();
  });

  test('what would flood the page stays closed or folded', () => {
    const many = Object.fromEntries(Array.from({ length: 480 }, (_, at) => [`note_${at}`, { at }]));
    show(JSON.stringify(many));
    expect(screen.getAllByRole('listitem')).toHaveLength(101);
    fireEvent.click(screen.getByRole('button', { name: 'Show 380 more of 480' }));
    expect(screen.getAllByRole('listitem')).toHaveLength(480);
  });

  test('120 levels can be opened', () => {
    const container = show(`{"deep":${'['.repeat(120)}"bottom"${']'.repeat(120)}}`);
    fireEvent.click(screen.getByRole('button', { name: 'Expand all' }));
    expect(container.textContent).toContain('bottom');
  });

  test('deeper than can be walked is no tree', () => {
    expect(jsonNode(`{"deep":${'['.repeat(600)}${']'.repeat(600)}}`)).toBeUndefined();
  });
});
