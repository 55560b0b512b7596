import { CommandPaletteScreen } from '../screens/command-palette';
import { IdentityListScreen } from '../screens/identity-list';
import { IdentityPageScreen } from '../screens/identity-page';
import { expect } from '../stage/expect';
import type { Story } from '../stage/story';

/** Support finds two people, one by half an email and one without the mouse. */
export const findACustomer: Story = {
  name: 'find-a-customer',
  title: 'Find a customer',
  summary: 'Half an email address is enough, from any page, with the mouse or without it.',
  role: 'viewer',
  picture: 'one-match',
  async tell(teller, page) {
    const list = new IdentityListScreen(page);
    const identity = new IdentityPageScreen(page);
    await teller.open('/identities');
    await expect(list.heading()).toBeVisible();
    await list.settled();

    await teller.chapter('A customer writes in. All there is of her is half an email.');
    await teller.press('/');
    await expect(list.search()).toBeFocused();
    await teller.type(list.search(), 'mei-lin.z');
    await expect(page).toHaveURL(/search=mei-lin\.z/);
    await list.settled();
    await expect(list.rows()).toHaveCount(1);
    await teller.chapter('One match among 2,400, found as it was typed.');
    await teller.look(list.names().first());
    await teller.still('one-match');

    await teller.click(list.names().first());
    await expect(identity.heading(/^Mei-Lin/)).toBeVisible();
    await teller.chapter('What she used in 30 days, and how it compares.');
    await expect(identity.usage()).toContainText('412');
    await teller.look(identity.usage());
    await teller.still('her-figures');
    await teller.chapter('Her support ticket stands in the metadata.');
    await expect(identity.metadata()).toContainText('SUP-2291');
    await teller.look(identity.metadata().getByText('SUP-2291'));

    const palette = new CommandPaletteScreen(page);
    await teller.chapter('The next one without the mouse, from wherever one is.');
    await teller.press('ControlOrMeta+k');
    await expect(palette.input()).toBeFocused();
    await teller.type(palette.input(), 'amal.haddad');
    await expect(palette.option(/أمل حداد/)).toBeVisible();
    await teller.still('palette');
    await teller.press('Enter');
    await expect(identity.heading('أمل حداد')).toBeVisible();
    await teller.chapter('Every script reads as it should: an Arabic name beside a Latin ID.');
    await teller.look(identity.heading('أمل حداد'));
    await teller.still('arabic-name');
  },
};
