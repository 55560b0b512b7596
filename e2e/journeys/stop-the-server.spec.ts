import { request as send, type IncomingMessage } from 'node:http';
import { expect, test } from '../fixtures';
import { startDesk } from '../support/desk-server';

test('a stop finishes what is in flight, says so on the health page, and takes nothing new', async ({
  page,
}) => {
  const desk = await startDesk({});
  // Half a body: the request is being read when the signal comes.
  const inFlight = send(`${desk.url}/v2/identities`, {
    method: 'POST',
    headers: {
      Authorization: `Bearer ${desk.apiKey}`,
      'Content-Type': 'application/json',
      Expect: '100-continue',
    },
  });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    inFlight.once('response', resolve).once('error', reject);
  });
  await new Promise<void>((resolve) => {
    inFlight.once('continue', resolve);
    inFlight.flushHeaders();
  });
  inFlight.write('{"external_id":');
  const health = () => page.request.get(`${desk.url}/api/health`).then((answer) => answer.status());
  expect(await health()).toBe(200);

  const stopped = desk.stop();
  await expect.poll(health).toBe(503);
  const refused = await page.request.get(`${desk.url}/v2/identities`);
  expect([refused.status(), (await refused.json()).code]).toEqual([503, 'service_unavailable']);

  inFlight.end('"in-flight"}');
  expect((await answered).statusCode).toBe(201);
  await stopped;
  expect(desk.log()).toContain('"event":"stopping"');
  expect(desk.log()).not.toContain('"level":"error"');
});
