import { expect, test } from '../fixtures';

/** A developer reads about the embedded API and tries it, in the page that the server brings along. */
test.describe('the API reference', () => {
  test('shows every operation, and tries one with a key, without leaving the origin', async ({
    page,
    desk,
  }) => {
    const elsewhere: string[] = [];
    page.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol !== 'data:' && origin !== desk.url) elsewhere.push(request.url());
    });
    await page.goto('/v2/reference');
    await expect(page.getByRole('heading', { name: /^Identities API/ })).toBeVisible();
    for (const summary of ['List', 'Create an', 'Retrieve an', 'Update an', 'Delete an'])
      await expect(page.getByText(new RegExp(`^${summary} identit(y|ies)$`))).toBeVisible();

    await page.getByRole('button', { name: 'Authorize', exact: true }).click();
    await page.getByLabel('auth-bearer-value').fill(desk.apiKey);
    await page.getByLabel('Apply credentials').click();
    await page.getByRole('button', { name: 'Close', exact: true }).click();

    await page.getByText('List identities').click();
    await page.getByRole('button', { name: 'Try it out' }).click();
    await page.getByRole('button', { name: 'Execute' }).click();
    const answer = page.locator('.live-responses-table');
    await expect(answer.locator('.response-col_status').last()).toContainText('200');
    await expect(answer).toContainText('"has_more": true');

    // Schemas are drawn by other parts of the page than operations; they too must run under the policy.
    await page.getByRole('button', { name: 'Schemas' }).click();
    await page.getByRole('button', { name: 'IdentityEnvelope' }).first().click();
    await expect(page.getByText('workspace_id').first()).toBeVisible();
    expect(elsewhere).toEqual([]);
  });

  test.describe('in the dark', () => {
    test.use({ colorScheme: 'dark' });
    test('follows the theme of the system', async ({ page }) => {
      await page.goto('/v2/reference');
      await expect(page.getByText('List identities')).toBeVisible();
      await expect(page.locator('html')).toHaveClass('dark-mode');
    });
  });

  test('is under a policy that takes no inline script and no eval', async ({ page }) => {
    const answer = await page.goto('/v2/reference');
    const policy = answer?.headers()['content-security-policy'] ?? '';
    expect(policy).toMatch(/script-src 'nonce-[\da-f]{32}';/);
    expect(policy).not.toContain('unsafe');
    expect((await page.reload())?.headers()['content-security-policy']).not.toBe(policy);
  });

  test('is not there when the dashboard is connected to orq.ai', async ({ request, proxied }) => {
    for (const path of ['/v2/reference', '/v2/openapi.json', '/v2/reference/start.js'])
      expect((await request.get(`${proxied.desk.url}${path}`)).status()).toBe(404);
  });
});
