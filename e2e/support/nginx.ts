import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { networkInterfaces, tmpdir } from 'node:os';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { selfSigned } from '@/lib/server/avatar/testdata/self-signed';
import { emailOf, freePort, PASSWORD } from './desk-server';

/** The name that the certificate is for; nothing resolves it but what is told to. */
const NAME = 'desk.test';

/** nginx with the configuration of `deploy/`, in front of servers on this machine. */
export type Nginx = {
  /** What the servers behind it get as APP_URL. */
  origin: string;
  port: number;
  plainPort: number;
  /** One request over TLS, as any program may send it. */
  send(path: string, options?: SendOptions): Promise<Received>;
  /** What it logged of requests. */
  log(): Promise<string>;
  stop(): Promise<void>;
};
type SendOptions = { method?: string; headers?: Record<string, string>; body?: string };
export type Received = { status: number; headers: Record<string, unknown>; text: string };

/** Ports are known before the servers behind are started, because these must be told their origin. */
export async function nginxPorts() {
  const [port, plainPort] = [await freePort(), await freePort()];
  return { port, plainPort, origin: `https://${NAME}:${port}` };
}

/** How a browser finds the name: pass to Chromium. */
export const HOST_RULE = `--host-resolver-rules=MAP ${NAME} 127.0.0.1`;

/** Starts nginx with `deploy/nginx.conf`, whose name, ports, files and instances alone are replaced. */
export async function startNginx(
  { port, plainPort, origin }: Awaited<ReturnType<typeof nginxPorts>>,
  instances: readonly [number, number?],
): Promise<Nginx> {
  const home = await mkdtemp(join(tmpdir(), 'identity-desk-nginx-'));
  await mkdir(join(home, 'temp'));
  const { key, cert } = selfSigned([NAME]);
  await writeFile(join(home, 'privkey.pem'), key, { mode: 0o600 });
  await writeFile(join(home, 'fullchain.pem'), cert);
  const site = await readFile('deploy/nginx.conf', 'utf8');
  await writeFile(join(home, 'site.conf'), replaced(site, { home, port, plainPort, instances }));
  const temps = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${home}/temp/${kind};`,
  );
  await writeFile(
    join(home, 'nginx.conf'),
    `${process.getuid?.() === 0 ? 'user root;' : ''}
     daemon off; worker_processes 1; pid ${home}/nginx.pid; error_log stderr;
     events {} http { ${temps.join(' ')} include ${home}/site.conf; }`,
  );
  const child = spawn(process.env.NGINX_PATH || 'nginx', ['-p', home, '-c', join(home, 'nginx.conf')], {
    env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaints = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  child.once('error', (error) => (complaints += String(error)));
  for (let tries = 0; !(await accepts(port)); tries += 1) {
    if (tries > 200 || child.exitCode !== null) throw new Error(`nginx did not start: ${complaints}`);
    await pause(25);
  }
  return {
    origin,
    port,
    plainPort,
    send: (path, options) => send(port, path, options),
    log: () => readFile(join(home, 'access.log'), 'utf8'),
    async stop() {
      child.kill('SIGTERM');
      await ended;
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Fails when the file has no such text any more, so that a test never runs half of a configuration. */
function replaced(
  site: string,
  place: { home: string; port: number; plainPort: number; instances: readonly [number, number?] },
): string {
  const { home, port, plainPort, instances } = place;
  const hasIpv6 = Object.values(networkInterfaces()).some((list) =>
    list?.some(({ family }) => family === 'IPv6'),
  );
  const listens: [RegExp, string][] = hasIpv6
    ? [
        [/listen \[::\]:80;/g, `listen [::1]:${plainPort};`],
        [/listen \[::\]:443/g, `listen [::1]:${port}`],
      ]
    : [[/listen \[::\]:\d+[^;]*;/g, '']];
  const changes: [RegExp, string][] = [
    ...listens,
    [/listen 80;/g, `listen 127.0.0.1:${plainPort};`],
    [/listen 443/g, `listen 127.0.0.1:${port}`],
    [/server_name desk\.example\.com;/g, `server_name ${NAME};`],
    [/https:\/\/desk\.example\.com\$/g, `https://${NAME}:${port}$`],
    [/Host desk\.example\.com;/g, `Host ${NAME}:${port};`],
    [/\/etc\/ssl\/identity-desk\//g, `${home}/`],
    [/\/var\/log\/nginx\/identity-desk\.log/g, `${home}/access.log`],
    [/\/var\/log\/nginx\/identity-desk-error\.log/g, `${home}/error.log`],
    [/127\.0\.0\.1:3000/g, `127.0.0.1:${instances[0]}`],
    [
      / {4}server 127\.0\.0\.1:3001 (.*;)/g,
      instances[1] === undefined ? '' : `server 127.0.0.1:${instances[1]} $1`,
    ],
  ];
  let text = site;
  for (const [pattern, by] of changes) {
    if (!new RegExp(pattern.source).test(text)) throw new Error(`deploy/nginx.conf has no ${pattern.source}`);
    text = text.replaceAll(pattern, by);
  }
  return text;
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

function send(port: number, path: string, { method = 'GET', headers = {}, body }: SendOptions = {}) {
  return new Promise<Received>((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        path,
        method,
        servername: NAME,
        // The certificate is this test's own.
        rejectUnauthorized: false,
        headers: { Host: `${NAME}:${port}`, ...headers },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
        );
        response.on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

/** A sign-in through nginx, at whichever instance answers, as the value of a `Cookie` header. */
export async function signInThrough(nginx: Nginx): Promise<string> {
  const answer = await nginx.send('/api/auth/sign-in/email', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: nginx.origin },
    body: JSON.stringify({ email: emailOf('admin'), password: PASSWORD }),
  });
  const line = String([answer.headers['set-cookie'] ?? ''].flat()[0]);
  if (answer.status !== 200 || !line.startsWith('__Host-desk='))
    throw new Error(`signing in answered ${answer.status} with the cookie ${line.split('=')[0]}`);
  return line.split(';')[0] ?? '';
}
