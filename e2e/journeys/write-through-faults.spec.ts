import type { Page } from '@playwright/test';
import { expect, expectAccessible, test, unique } from '../fixtures';
import { DeleteDialogScreen } from '../screens/delete-dialog';
import { IdentityFormScreen } from '../screens/identity-form';
import type { Fault } from '../support/faults';
import { identityApi } from '../support/identity-api';
import { steady } from '../support/steady';

// Whatever the upstream does to a change: the operator reads what became of it, keeps what was typed, and the change
// is sent once for each press of the button. One page meets all faults one after the other, as an operator would who
// tries again.
test.describe.configure({ mode: 'serial' });
test.afterEach(({ proxied }) => steady(proxied));

/** Faults of changes alone, so that what became of one can be looked up, and what is said then. */
const WORDS: [Fault, title: string, text: string][] = [
  ['401', 'orq.ai does not accept the API key', 'set a valid ORQ_API_KEY'],
  ['403', 'The API key may not do this', 'permission for identities'],
  ['429', 'Too many requests', 'Try again in 30 seconds.'],
  ['500', 'The identity service failed', 'It said: internal server error.'],
  ['502', 'The identity service failed', 'The service answered 502.'],
  ['503', 'The identity service failed', 'Request ID: req-7781.'],
  ['reset', 'The identity service cannot be reached', 'check that the service is up'],
  ['truncated', 'sent an answer that cannot be read', 'cut off or is not JSON'],
  ['not-json', 'sent an answer that cannot be read', 'cut off or is not JSON'],
  ['html', 'sent an answer that cannot be read', 'did not answer with JSON'],
  ['wrong-shape', 'sent an answer that cannot be read', 'another shape than documented'],
  ['redirect', 'The identity service refused', 'sends requests elsewhere'],
  ['huge', 'sent an answer that cannot be read', 'too large'],
];
/** Faults after which the change may still come: it was not found, and that proves nothing. */
const UNKNOWN: [Fault, title: string][] = [
  ['504', 'The identity service failed'],
  ['drip', 'did not answer in time'],
];
const NOT_KNOWN = 'It is not known whether the change was made. Look at what is stored before you try again.';

/** Faults that the breaker counts; after others the upstream need only behave again. */
const COUNTED = new Set<Fault>(['500', '502', '503', '504', 'reset', 'hang', 'drip']);

async function recovered(proxied: Parameters<typeof steady>[0], last: Fault | undefined): Promise<void> {
  if (last !== undefined && COUNTED.has(last)) return steady(proxied);
  proxied.upstream.heal();
  proxied.upstream.forgetCalls();
}

const writes = (calls: string[], method: string) =>
  calls.filter((call) => call.startsWith(`${method} /v2/identities`)).length;
const alertOf = (page: Page, title: string) => page.getByRole('alert').filter({ hasText: title });
const seeStored = (page: Page) => page.getByRole('link', { name: 'See what is stored' });

test('creating', async ({ page, desk: behind, proxied }) => {
  const { desk, upstream } = proxied;
  const external_id = unique('fault-create');
  const form = new IdentityFormScreen(page);
  await page.goto(`${desk.url}/identities/new`);
  await page.waitForLoadState('networkidle');
  await form.externalId().fill(external_id);
  await form.displayName().fill('Kept while it fails');
  await form.email().fill('kept@example.com');
  await form.metadata().fill('{"kept": 9007199254740993}');

  let last: Fault | undefined;
  const press = async (fault: Fault) => {
    await recovered(proxied, last);
    last = fault;
    upstream.fail(fault, { on: 'writes' });
    await form.create().click();
  };
  const keptAndSentOnce = async () => {
    await expect(form.create()).not.toHaveAttribute('aria-disabled', 'true');
    await expect(form.externalId()).toHaveValue(external_id);
    await expect(form.displayName()).toHaveValue('Kept while it fails');
    await expect(form.metadata()).toHaveValue('{"kept": 9007199254740993}');
    expect(writes(upstream.calls(), 'POST')).toBe(1);
  };
  for (const [fault, title, text] of WORDS)
    await test.step(fault, async () => {
      await press(fault);
      await expect(alertOf(page, title)).toContainText(text);
      await expect(alertOf(page, title)).toContainText('Nothing was changed.');
      await expect(seeStored(page)).toHaveCount(0);
      await keptAndSentOnce();
    });
  for (const [fault, title] of UNKNOWN)
    await test.step(fault, async () => {
      await press(fault);
      await expect(alertOf(page, title)).toContainText(NOT_KNOWN);
      await expect(seeStored(page)).toHaveAttribute('href', `/identities/${external_id}`);
      await expect(seeStored(page)).toHaveAttribute('target', '_blank');
      await keptAndSentOnce();
    });
  await expectAccessible(page);
  await test.step('404', async () => {
    await press('404');
    await expect(alertOf(page, 'refused')).toContainText('Check ORQ_API_URL. Nothing was changed.');
    await keptAndSentOnce();
  });
  await test.step('409 stands on its field', async () => {
    await press('409');
    await expect(form.externalId()).toHaveAccessibleDescription(/Another identity has this external ID/);
    await expect(form.externalId()).toBeFocused();
    await keptAndSentOnce();
  });
  await test.step('422 stands on its field', async () => {
    await press('422');
    await expect(form.email()).toHaveAccessibleDescription(/This domain is not allowed/);
    await expect(form.email()).toBeFocused();
    await expect(alertOf(page, 'The identity service')).toHaveCount(0);
    await keptAndSentOnce();
  });
  await test.step('500 on everything: nothing can be looked up, so nothing is known', async () => {
    await steady(proxied);
    upstream.fail('500');
    await form.create().click();
    await expect(alertOf(page, 'The identity service failed')).toContainText(NOT_KNOWN);
    await keptAndSentOnce();
  });
  await steady(proxied);
  await form.create().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Kept while it fails' })).toBeVisible();
  expect(await identityApi(behind).retrieve(external_id)).toMatchObject({ email: 'kept@example.com' });
});

test('saving', async ({ page, desk: behind, proxied }) => {
  const { desk, upstream } = proxied;
  const external_id = unique('fault-save');
  const api = identityApi(behind);
  const { _id } = await api.create({ external_id, display_name: 'Before' });
  const form = new IdentityFormScreen(page);
  await page.goto(`${desk.url}/identities/${external_id}/edit`);
  await page.waitForLoadState('networkidle');
  await form.displayName().fill('After');

  let last: Fault | undefined;
  const press = async (fault: Fault, on?: 'writes') => {
    await recovered(proxied, last);
    last = fault;
    upstream.fail(fault, { ...(on && { on }) });
    await form.save().click();
  };
  const keptAndSent = async (times: number) => {
    await expect(form.save()).not.toHaveAttribute('aria-disabled', 'true');
    await expect(form.displayName()).toHaveValue('After');
    expect(writes(upstream.calls(), 'PATCH')).toBe(times);
  };
  for (const [fault, title, text] of WORDS)
    await test.step(fault, async () => {
      await press(fault, 'writes');
      await expect(alertOf(page, title)).toContainText(text);
      await expect(alertOf(page, title)).toContainText('Nothing was changed.');
      await keptAndSent(1);
    });
  for (const [fault, title] of [...UNKNOWN, ['hang', 'did not answer in time']] as const)
    await test.step(fault, async () => {
      await press(fault, 'writes');
      await expect(alertOf(page, title)).toContainText(NOT_KNOWN);
      await expect(seeStored(page)).toHaveAttribute('href', `/identities/${_id}`);
      await keptAndSent(1);
    });
  await test.step('409', async () => {
    await press('409', 'writes');
    await expect(alertOf(page, 'refused')).toContainText('It said: already exists. Nothing was changed.');
    await keptAndSent(1);
  });
  await test.step('422 stands on its field', async () => {
    await press('422', 'writes');
    await expect(form.email()).toHaveAccessibleDescription(/This domain is not allowed/);
    await keptAndSent(1);
  });
  await test.step('500 on everything: the save begins with a read, so nothing was sent', async () => {
    await press('500');
    await expect(alertOf(page, 'The identity service failed')).toContainText('Nothing was changed.');
    await keptAndSent(0);
  });
  await test.step('carried out, answered with a cut off text: found to be saved', async () => {
    await steady(proxied);
    upstream.fail('answer-unreadable', { on: 'writes' });
    await form.save().click();
    await expect(page.getByRole('heading', { level: 1, name: 'After' })).toBeVisible();
    expect(writes(upstream.calls(), 'PATCH')).toBe(1);
  });
  expect(await api.retrieve(external_id)).toMatchObject({ display_name: 'After' });
});

test('deleting', async ({ page, desk: behind, proxied }) => {
  const { desk, upstream } = proxied;
  const external_id = unique('fault-delete');
  const api = identityApi(behind);
  const { _id } = await api.create({ external_id });
  const dialog = new DeleteDialogScreen(page);
  await page.goto(`${desk.url}/identities/${external_id}`);
  await page.waitForLoadState('networkidle');
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await dialog.confirmation(external_id).fill(external_id);

  let last: Fault | undefined;
  const press = async (fault: Fault) => {
    await recovered(proxied, last);
    last = fault;
    upstream.fail(fault, { on: 'writes' });
    await dialog.confirm().click();
  };
  const kept = async () => {
    await expect(dialog.confirm()).not.toHaveAttribute('aria-disabled', 'true');
    await expect(dialog.confirmation(external_id)).toHaveValue(external_id);
  };
  for (const [fault, title, text] of WORDS) {
    // Any 2xx is a success of a delete, whatever its body; that it did nothing is found out by looking.
    const claimed = ['truncated', 'not-json', 'html', 'wrong-shape', 'huge'].includes(fault);
    if (claimed && fault !== 'html' && fault !== 'huge') continue;
    await test.step(fault, async () => {
      await press(fault);
      if (fault === 'html') {
        const alert = alertOf(page, 'The identity service did not do what it said');
        await expect(alert).toContainText('it is still there');
      } else {
        await expect(alertOf(page, title)).toContainText(text);
        await expect(alertOf(page, title)).toContainText('Nothing was changed.');
      }
      await kept();
      // A lost answer is followed by one repeat, because gone is gone; a refusal is not.
      const lost = ['500', '502', '503', 'reset', 'huge'].includes(fault);
      expect(writes(upstream.calls(), 'DELETE')).toBe(lost ? 2 : 1);
    });
  }
  await test.step('504', async () => {
    await press('504');
    await expect(alertOf(page, 'The identity service failed')).toContainText(NOT_KNOWN);
    await expect(seeStored(page)).toHaveAttribute('href', `/identities/${_id}`);
    await kept();
  });
  await expectAccessible(page);
  expect(await api.retrieve(external_id)).toBeDefined();
  await test.step('404 is gone', async () => {
    await press('404');
    await expect(alertOf(page, 'did not do what it said')).toContainText('it is still there');
  });
  await steady(proxied);
  await dialog.confirm().click();
  await expect(page.getByRole('status').filter({ hasText: 'Identity deleted' })).toBeVisible();
  expect(await api.retrieve(external_id)).toBeUndefined();
});
