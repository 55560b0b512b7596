import { expect, test } from 'vitest';
import { forgetTags, rememberTags, suggestTags } from './seen-tags';

test('suggestions are tags of identities as last seen, those that start with the text first, then by count', () => {
  rememberTags({ _id: '1', tags: ['pro', 'vip', 'vip'] });
  rememberTags({ _id: '2', tags: ['pro', 'beta-pro'] });
  expect(suggestTags('', 10)).toEqual([
    { tag: 'pro', identities: 2 },
    { tag: 'beta-pro', identities: 1 },
    { tag: 'vip', identities: 1 },
  ]);
  expect(suggestTags('PRO', 10).map(({ tag }) => tag)).toEqual(['pro', 'beta-pro']);
  rememberTags({ _id: '1', tags: ['constructor'] });
  expect(suggestTags('', 10).map(({ tag }) => tag)).toEqual(['beta-pro', 'constructor', 'pro']);
  forgetTags('2');
  expect(suggestTags('', 10)).toEqual([{ tag: 'constructor', identities: 1 }]);
});
