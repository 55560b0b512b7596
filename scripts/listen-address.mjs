import { createServer } from 'node:net';

/** Why an address cannot be listened on, and what to do. */
const REASONS = {
  EADDRINUSE: ({ port }) =>
    `PORT ${port} is in use by another program. Stop that one, or set PORT to another.`,
  EACCES: ({ port }) => `this user may not listen on PORT ${port}. Choose one of 1024 or above.`,
  ENOTFOUND: ({ host }) => `HOST ${host} is no name or address of this machine.`,
  EADDRNOTAVAIL: ({ host }) => `HOST ${host} is no address of this machine.`,
};

/**
 * Where to listen, by HOST and PORT. Ends the process with one line when that cannot be: Next would print a stack.
 *
 * @returns {Promise<{ host: string, port: string }>}
 */
export async function listenAddress() {
  const host = process.env.HOST?.trim() || '127.0.0.1';
  const port = process.env.PORT?.trim() || '3000';
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535)
    refuse('PORT must be a number from 1 to 65535.');
  const failure = await triedListening(host, Number(port));
  if (failure !== undefined)
    refuse(
      REASONS[failure.code]?.({ host, port }) ??
        `it cannot listen on HOST ${host}, PORT ${port} (${failure.code}).`,
    );
  return { host, port };
}

function triedListening(host, port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', resolve);
    probe.listen(port, host, () => probe.close(() => resolve(undefined)));
  });
}

function refuse(reason) {
  console.error(`Identity Desk cannot start: ${reason}`);
  process.exit(1);
}
