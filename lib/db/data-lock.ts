import 'server-only';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readdir, realpath, rm } from 'node:fs/promises';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/**
 * The exclusive lock on a data folder. Two processes that open one PGlite folder lose rows without any error
 * (measured), so the second must not start.
 *
 * The lock is a listening socket inside the folder: the kernel closes it when its process ends, however it ends. So a
 * lock left by a crash is known to be dead even when its pid runs again as something else or a restarted container
 * reuses pid 1, and a live one is known across containers that share the folder on one machine; pid and start time in
 * a file can tell neither.
 *
 * Each process listens under a name of its own first and looks at the others after: of two that start together at
 * least the later sees the other, and a dead name is never used again, so removing it can hit no one else.
 */
export type DataLock = {
  release(): Promise<void>;
  /** Lets the holder talk to callers of its socket; until then they are hung up on. */
  answer(caller: (socket: Socket) => void): void;
};

/** Thrown when the data folder cannot be had. `message` is the one line to print. */
export class DataLockError extends Error {}

/** Linux takes 107 bytes for the path of a socket, macOS 103; the rest of the path is cut off without an error. */
const SOCKET_PATH_BYTES_MAX = 100;
const SOCKET_NAME_BYTES_MAX = 40;
/** How often to try when another process is there: it may be one that starts now and gives way as well. */
const ATTEMPTS = 3;

/** Takes the lock of a data folder, making the folder (mode 0700) if needed. Throws `DataLockError`. */
export async function lockDataFolder(dataDir: string): Promise<DataLock> {
  const folder = join(dataDir, 'lock');
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  if (process.platform === 'win32') return lockNamedPipe(dataDir);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await tryLock(dataDir, folder);
    if (!('heldBy' in outcome)) return outcome;
    if (attempt === ATTEMPTS) throw heldBy(dataDir, outcome.heldBy);
    await pause(50 + Math.random() * 150);
  }
}

async function tryLock(dataDir: string, folder: string): Promise<DataLock | { heldBy: string }> {
  const reach = await socketFolder(dataDir, folder);
  const name = `${process.pid}.${randomBytes(6).toString('hex')}.sock`;
  const held = await listen(join(reach.path, name)).catch(async (error: unknown) => {
    await reach.close();
    throw error;
  });
  const release = async () => {
    await held.release();
    await reach.close();
  };
  const others = (await readdir(folder)).filter((other) => other.endsWith('.sock') && other !== name);
  for (const other of others) {
    if (await isListening(join(reach.path, other))) {
      await release();
      return { heldBy: other.split('.')[0] ?? 'unknown' };
    }
    await rm(join(folder, other), { force: true });
  }
  return { ...held, release };
}

/**
 * Calls the process that holds a data folder: a connection to it, or `undefined` when none does. On Windows nobody
 * answers: who may call a named pipe there is another question.
 */
export async function callHolder(dataDir: string): Promise<Socket | undefined> {
  const folder = join(dataDir, 'lock');
  if (process.platform === 'win32' || !existsSync(folder)) return undefined;
  const reach = await socketFolder(dataDir, folder);
  try {
    for (const name of (await readdir(folder)).filter((other) => other.endsWith('.sock'))) {
      const socket = await connected(join(reach.path, name));
      if (socket !== undefined) return socket;
    }
    return undefined;
  } finally {
    await reach.close();
  }
}

function connected(path: string): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => resolve(socket));
    socket.once('error', () => resolve(undefined));
  });
}

/**
 * A path of the folder that is short enough for a socket. Linux reaches an open folder of any length through
 * `/proc/self/fd`; the handle stays open until the release, because closing the server removes the name through it.
 */
async function socketFolder(
  dataDir: string,
  folder: string,
): Promise<{ path: string; close(): Promise<void> }> {
  const path = await realpath(folder);
  if (Buffer.byteLength(path) + SOCKET_NAME_BYTES_MAX <= SOCKET_PATH_BYTES_MAX) {
    return { path, close: async () => {} };
  }
  if (process.platform !== 'linux') {
    throw new DataLockError(
      `DATA_DIR ${dataDir} is too long a path to be locked. Choose one of at most 50 characters.`,
    );
  }
  const handle = await open(path, 'r');
  return { path: `/proc/self/fd/${handle.fd}`, close: () => handle.close() };
}

/** A named pipe exists once and ends with its process, so on Windows its name alone is the lock. */
async function lockNamedPipe(dataDir: string): Promise<DataLock> {
  const digest = createHash('sha256')
    .update((await realpath(dataDir)).toLowerCase())
    .digest('hex');
  try {
    return { ...(await listen(`\\\\.\\pipe\\identity-desk-${digest}`)), answer() {} };
  } catch (error) {
    if (errorCode(error) === 'EADDRINUSE') throw heldBy(dataDir, 'unknown');
    throw error;
  }
}

function heldBy(dataDir: string, pid: string): DataLockError {
  return new DataLockError(
    `DATA_DIR ${dataDir} is in use by another process (pid ${pid}). Stop that process, or set DATA_DIR to another folder.`,
  );
}

function listen(path: string): Promise<DataLock> {
  return new Promise((resolve, reject) => {
    let answer = (socket: Socket): void => void socket.destroy();
    const callers = new Set<Socket>();
    const server: Server = createServer((socket) => {
      callers.add(socket);
      socket.once('close', () => callers.delete(socket));
      answer(socket);
    });
    server.once('error', reject);
    server.listen(path, () => {
      // Holding the folder is no reason to keep a process alive.
      server.unref();
      resolve({
        release: () =>
          new Promise((released) => {
            server.close(() => released());
            // The socket is not closed before its last caller has gone.
            for (const socket of callers) socket.destroy();
          }),
        answer(caller) {
          answer = caller;
        },
      });
    });
  });
}

/** Whether a process listens. Only a clear "nobody" counts as dead: a refusal for another reason means someone is there. */
function isListening(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', (error) => resolve(!['ECONNREFUSED', 'ENOENT'].includes(errorCode(error) ?? '')));
  });
}

function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
