import 'server-only';
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import * as z from 'zod';

/** How a process ended, with all that it printed. */
export type Ended = { code: number | null; signal: string | null; stdout: string; stderr: string };

/** A script of this project as a process of its own, with nothing of a dashboard's settings but what is given. */
export function startScript(script: string, args: readonly string[], settings: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--conditions=react-server', `scripts/${script}.mjs`, ...args], {
    env: {
      ...process.env,
      // The .env files of this checkout must not decide, nor a demo that runs in this shell.
      ORQ_API_KEY: '',
      DATABASE_URL: '',
      DATA_DIR: '',
      APP_URL: '',
      HOST: '',
      PORT: '',
      ...settings,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code, signal) => resolve({ code, signal, ...output }));
  });
  return { child, ended };
}

const ready = z.object({ url: z.string(), key: z.string(), pid: z.number() });

export type ApiProcess = {
  url: string;
  pid: number;
  call(method: string, path: string, body?: object): Promise<{ status: number; json: unknown }>;
  /** Ends it: at once with SIGKILL. */
  end(signal: 'SIGINT' | 'SIGTERM' | 'SIGKILL'): Promise<Ended>;
};

/** `npm run api` as a process of its own, once it takes requests. */
export async function startApiProcess(...args: string[]): Promise<ApiProcess> {
  const { child, ended } = startScript('api', ['--json', ...args]);
  const first = await firstLine(child);
  if (first === undefined) throw new Error(`The API did not start: ${(await ended).stderr}`);
  const { url, key, pid } = ready.parse(JSON.parse(first));
  return {
    url,
    pid,
    call: async (method, path, body) => {
      const response = await fetch(url + path, {
        method,
        headers: { Authorization: `Bearer ${key}` },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      return { status: response.status, json: text === '' ? undefined : JSON.parse(text) };
    },
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}

async function firstLine({ stdout }: ChildProcess): Promise<string | undefined> {
  if (stdout === null) return undefined;
  for await (const line of createInterface({ input: stdout })) return line;
  return undefined;
}
