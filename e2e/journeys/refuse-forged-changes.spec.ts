import { expect, test, unique } from '../fixtures';
import { IdentityFormScreen } from '../screens/identity-form';

/** A change as the browser sent it, sent again by somebody else or with other arguments. */
test('a change is taken from our own pages alone, and only with the arguments its form sends', async ({
  page,
  api,
  desk,
}) => {
  const external_id = unique('forged');
  await api.create({ external_id, display_name: 'Before' });
  const form = new IdentityFormScreen(page);
  await form.openEdit(external_id);
  await form.displayName().fill('Sent');
  const sending = page.waitForRequest((request) => request.method() === 'POST');
  await form.save().click();
  const sent = await sending;
  await expect(page.getByRole('heading', { level: 1, name: 'Sent' })).toBeVisible();
  const body = sent.postData() ?? '';
  expect(body).toContain('"Sent"');
  await api.update(external_id, { display_name: 'Before' });

  const again = async (origin: string | undefined, data: string) =>
    page.request.post(sent.url(), {
      headers: {
        'content-type': 'text/plain;charset=UTF-8',
        'next-action': sent.headers()['next-action'] ?? '',
        ...(origin !== undefined && { origin }),
      },
      data,
    });
  const name = async () => (await api.retrieve(external_id))?.display_name;

  for (const origin of ['https://elsewhere.example', 'null', undefined])
    expect((await again(origin, body)).status()).toBe(403);
  for (const forged of [
    body.replace('"id":', '"admin":true,"id":'),
    body.replace('"display_name":"Sent"', '"display_name":{"$ne":""}'),
    body.replace('"display_name":"Sent"', '"display_name":"Sent","external_id":"other"'),
    '[]',
    '[null]',
  ]) {
    expect(forged).not.toBe(body);
    const answer = await again(desk.url, forged);
    expect(answer.status()).toBeLessThan(500);
    expect(await answer.text()).toContain('"ok":false');
  }
  expect(await name()).toBe('Before');

  // The same words from here do change it: what was refused above was refused for its origin or its arguments.
  expect((await again(desk.url, body)).status()).toBe(200);
});
