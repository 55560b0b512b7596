import { Agent, createServer, request as send } from 'node:http';

/** Forwards to an embedded API, as orq.ai would answer, until it is told to hang: then it takes requests and is silent. */
export async function stallingUpstream(target, key) {
  const { hostname, port } = new URL(target);
  const agent = new Agent({ keepAlive: true });
  const held = new Set();
  let hanging = false;
  const server = createServer((request, response) => {
    if (hanging) {
      held.add(response);
      response.once('close', () => held.delete(response));
      return;
    }
    const onward = send(
      {
        agent,
        hostname,
        port,
        path: request.url,
        method: request.method,
        headers: { ...request.headers, host: `${hostname}:${port}`, authorization: `Bearer ${key}` },
      },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    onward.once('error', () => response.destroy());
    request.pipe(onward);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    hang: () => (hanging = true),
    /** Answers again; what hung is cut off. */
    heal() {
      hanging = false;
      for (const response of held) response.destroy();
    },
    async close() {
      server.closeAllConnections();
      agent.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
