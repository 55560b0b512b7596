import { writeFileSync } from 'node:fs';
import { test } from 'vitest';
import { demoAvatar } from './demo-avatar';
test('sheet', () => {
  const forms = ['person', 'person', 'person', 'person', 'team', 'firm', 'project', 'machine'];
  let html = '<body style="margin:8px;background:#fff;width:900px;display:grid;grid-template-columns:repeat(10,84px);gap:5px">';
  let most = 0;
  for (let at = 0; at < 80; at += 1) { const svg = demoAvatar(`${forms[Math.floor(at / 10)]}-${(at * 7919 + 11).toString(36)}`) ?? ''; most = Math.max(most, svg.length); html += svg.replace('width="64" height="64"', 'width="84" height="84" style="border-radius:50%"'); }
  writeFileSync('/tmp/sheet.html', html);
  console.log('largest', most);
});
