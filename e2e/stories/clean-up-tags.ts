import { IdentityListScreen } from '../screens/identity-list';
import { SelectionScreen } from '../screens/selection';
import { expect } from '../stage/expect';
import type { Story } from '../stage/story';

const IMPORT = 'velvet-oak-import';
const ADDED = 'onboarding';

/** Everyone of one import gets a tag, over two pages at once, and the whole is taken back. */
export const cleanUpTags: Story = {
  name: 'clean-up-tags',
  title: 'Clean up tags in bulk',
  summary: 'Everything that matches is shown first, changed as one job, and taken back as one.',
  role: 'editor',
  picture: 'what-will-change',
  async tell(teller, page) {
    const list = new IdentityListScreen(page);
    const selection = new SelectionScreen(page);
    const dialog = selection.dialog();
    await teller.open('/identities?limit=10');
    await list.settled();

    await teller.chapter('One import brought fourteen trial users. They need a tag.');
    await teller.click(list.tagFilter());
    const filter = page.getByRole('dialog', { name: 'Filter by tags' });
    await teller.type(filter.getByRole('combobox'), IMPORT);
    await expect(filter.getByRole('option', { name: new RegExp(IMPORT) })).toBeVisible();
    await teller.press('Enter');
    await page.keyboard.press('Escape');
    await expect(filter).toHaveCount(0);
    await expect(page).toHaveURL(new RegExp(`tag=${IMPORT}`));
    await list.settled();
    await expect(list.rows()).toHaveCount(10);

    await teller.chapter('Ten are on this page. The selection takes all that match.');
    await teller.click(selection.wholePage());
    await expect(selection.bar()).toContainText('All 10 on this page are selected.');
    await teller.click(selection.allThatMatch());
    await expect(selection.bar()).toContainText(`All that are tagged “${IMPORT}” selected`);
    await teller.still('all-that-match');

    await teller.chapter('What it would change is shown before anything is done.');
    await teller.click(selection.action('Add tags'));
    await teller.type(dialog.getByRole('combobox', { name: 'Tags' }), ADDED);
    await teller.press('Enter');
    await teller.click(selection.goOn());
    await expect(dialog).toContainText('Will change');
    const confirm = dialog.getByRole('button', { name: 'Add tags to 14 identities' });
    await teller.look(dialog.getByText('Will change'));
    await teller.still('what-will-change');

    await teller.chapter('It runs as a job on the server. One may close the tab meanwhile.');
    await teller.click(confirm);
    await expect(dialog).toContainText('14 changed.');
    await teller.look(dialog.getByText('14 changed.'));
    await teller.still('done');

    await teller.chapter('The wrong fourteen? The whole job is taken back as one.');
    await teller.click(dialog.getByRole('button', { name: 'Undo' }));
    await teller.click(dialog.getByRole('button', { name: 'Undo on 14 identities' }));
    await expect(dialog).toContainText('14 put back.');
    await teller.look(dialog.getByText('14 put back.'));
    await teller.click(dialog.getByRole('button', { name: 'Close', exact: true }).last());
    await expect(dialog).toHaveCount(0);
    await expect(list.rows().first()).not.toContainText(ADDED);

    await teller.chapter('Both jobs are kept, with every identity they touched.');
    await teller.click(selection.action('Clear selection'));
    await teller.open('/jobs');
    const jobs = page.getByRole('table', { name: 'Jobs' });
    await expect(jobs.getByRole('row').filter({ hasText: ADDED }).first()).toContainText('14');
    await teller.look(jobs.getByRole('row').filter({ hasText: ADDED }).first());
    await teller.still('jobs');
  },
};
