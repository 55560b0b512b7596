import 'server-only';

type Running<T> = { promise: Promise<T>; controller: AbortController; readers: number };

/**
 * Lets the same reads at the same time be one request. The key says what is read *and* for whom: two operators, or
 * two permissions, never share an answer.
 */
export class SharedReads<T> {
  #running = new Map<string, Running<T>>();

  /**
   * Joins the read that is on its way under this key, or begins it. A reader that leaves rejects with its own
   * signal's reason and disturbs nobody; the request is given up once all have left.
   */
  async read(
    key: string,
    reader: AbortSignal | undefined,
    begin: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    reader?.throwIfAborted();
    const running = this.#running.get(key) ?? this.#begin(key, begin);
    running.readers += 1;
    try {
      return await orLeave(running.promise, reader);
    } finally {
      running.readers -= 1;
      if (running.readers === 0) {
        this.#drop(key, running);
        running.controller.abort();
      }
    }
  }

  /** Nobody joins what is on its way now: a change makes what was asked before it old. */
  forget(): void {
    this.#running.clear();
  }

  #begin(key: string, begin: (signal: AbortSignal) => Promise<T>): Running<T> {
    const controller = new AbortController();
    const promise = begin(controller.signal);
    const running = { promise, controller, readers: 0 };
    this.#running.set(key, running);
    const drop = () => this.#drop(key, running);
    promise.then(drop, drop);
    return running;
  }

  #drop(key: string, running: Running<T>): void {
    if (this.#running.get(key) === running) this.#running.delete(key);
  }
}

function orLeave<T>(promise: Promise<T>, reader: AbortSignal | undefined): Promise<T> {
  if (reader === undefined) return promise;
  return new Promise((resolve, reject) => {
    const leave = () => reject(reader.reason);
    reader.addEventListener('abort', leave, { once: true });
    promise.then(resolve, reject).finally(() => reader.removeEventListener('abort', leave));
  });
}
