import { BudgetScreen } from '../screens/budget';
import { CommandPaletteScreen } from '../screens/command-palette';
import { DailyUsageScreen } from '../screens/daily-usage';
import { IdentityPageScreen } from '../screens/identity-page';
import { OverviewScreen } from '../screens/overview-page';
import { expect } from '../stage/expect';
import type { Story } from '../stage/story';

/** Finance sees a budget run over, and follows it to the one project that is behind it. */
export const investigateACostSpike: Story = {
  name: 'investigate-a-cost-spike',
  title: 'Investigate a cost spike',
  summary: 'From a budget that ran over to the day it began and the one project behind it.',
  role: 'viewer',
  picture: 'the-step',
  async tell(teller, page) {
    const overview = new OverviewScreen(page);
    const identity = new IdentityPageScreen(page);
    const usage = new DailyUsageScreen(page);
    await teller.open('/overview');
    await expect(overview.heading()).toBeVisible();

    await teller.chapter('The week begins with the overview: who is over budget?');
    await expect(overview.nearLimit('Northwind Letters')).toContainText('Over its limit');
    await teller.look(overview.nearLimit('Northwind Letters'));
    await teller.still('over-budget');
    await teller.click(overview.nearLimit('Northwind Letters').getByRole('link'));

    await expect(identity.heading('Northwind Letters')).toBeVisible();
    await expect(usage.days()).toHaveCount(30);
    await teller.chapter('Thirty days of cost, and the step is plain to see.');
    await teller.look(usage.days().nth(20));
    await expect(usage.days().nth(20)).toHaveAccessibleName(/: \$[\d.]+, /);
    await teller.look(usage.days().nth(27));
    await expect(usage.days().nth(27)).toHaveAccessibleName(/: \$\d+\.\d\d, /);
    await teller.still('the-step');
    await teller.chapter('Not dearer requests: there are more of them. Errors did not change.');
    await teller.click(usage.region().locator('label', { hasText: 'Requests' }));
    await expect(usage.metric('Requests')).toBeChecked();
    await teller.click(usage.region().locator('label', { hasText: 'Errors' }));
    await expect(usage.metric('Errors')).toBeChecked();
    await teller.click(usage.region().locator('label', { hasText: 'Cost' }));

    const budget = new BudgetScreen(page);
    await teller.chapter('Its budget is used up, and starts anew with the month.');
    await expect(budget.region()).toContainText('Over its limit');
    await teller.look(budget.meter('Cost'));
    await teller.still('budget');
    await teller.chapter('Its metadata names one project.');
    await expect(identity.metadata()).toContainText('proj:letters-drafts@3');
    await teller.look(identity.metadata().getByText('proj:letters-drafts@3'));

    const palette = new CommandPaletteScreen(page);
    await teller.press('ControlOrMeta+k');
    await expect(palette.input()).toBeFocused();
    await teller.type(palette.input(), 'letters-drafts');
    await expect(palette.option(/Letters drafts v3/)).toBeVisible();
    await teller.press('Enter');
    await expect(identity.heading('Letters drafts v3')).toBeVisible();
    await expect(usage.days()).toHaveCount(30);
    await teller.chapter('The same step on the same day. That is whom to call.');
    await teller.look(usage.days().nth(27));
    await teller.still('the-project');
  },
};
