import { AuditLogScreen } from '../screens/audit-log';
import { IdentityFormScreen } from '../screens/identity-form';
import { IdentityListScreen } from '../screens/identity-list';
import { IdentityPageScreen } from '../screens/identity-page';
import { expect } from '../stage/expect';
import type { Story } from '../stage/story';

/** A misspelt name is corrected, taken back at once, and both can be read afterwards. */
export const correctAndUndo: Story = {
  name: 'correct-and-undo',
  title: 'Correct and undo',
  summary: 'A change is shown before it is saved, taken back with one key, and never forgotten.',
  role: 'editor',
  picture: 'what-will-change',
  async tell(teller, page) {
    const list = new IdentityListScreen(page);
    const identity = new IdentityPageScreen(page);
    const form = new IdentityFormScreen(page);
    const history = new AuditLogScreen(page).history();
    await teller.open('/identities?search=mei-lin.zhao');
    await list.settled();

    await teller.chapter('The email says Zhao, the name says Zaho. Somebody mistyped.');
    await teller.look(list.row('Mei-Lin Zaho').getByRole('link'));
    await teller.click(list.row('Mei-Lin Zaho').getByRole('link'));
    await expect(identity.heading('Mei-Lin Zaho')).toBeVisible();
    await teller.click(identity.edit());
    await expect(form.displayName()).toHaveValue('Mei-Lin Zaho');
    await page.waitForLoadState('networkidle');

    await teller.chapter('What will change is shown before anything is saved.');
    await teller.type(form.displayName(), 'Mei-Lin Zhao');
    await teller.look(form.changes());
    await expect(form.changes()).toContainText('Mei-Lin Zhao');
    await teller.still('what-will-change');
    await teller.click(form.save());
    await expect(identity.heading('Mei-Lin Zhao')).toBeVisible();
    const undo = page.getByRole('button', { name: 'Undo' });
    await expect(undo).toBeVisible();
    await teller.still('saved');

    await teller.chapter('It was the wrong record after all? One click takes it back.');
    await teller.click(undo);
    await expect(page.getByRole('status').filter({ hasText: 'Change taken back' })).toBeVisible();
    await expect(identity.heading('Mei-Lin Zaho')).toBeVisible();
    await teller.look(identity.heading('Mei-Lin Zaho'));

    await teller.chapter('Both steps stay in the history: who, when, and what exactly.');
    await expect(history).toContainText('taken back');
    const edit = history.getByRole('button', { name: /, details of: Edited identity/ }).first();
    await teller.click(edit);
    await expect(history.getByText('Network address').first()).toBeVisible();
    await teller.look(edit);
    await teller.still('history');
  },
};
