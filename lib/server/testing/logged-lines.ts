import 'server-only';
import { vi } from 'vitest';
import * as z from 'zod';

const line = z.looseObject({ level: z.string(), event: z.string() });

/** Keeps what the process logs from here on off the terminal, to be looked at. */
export function catchLog() {
  const written: string[] = [];
  const spies = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockImplementation((chunk) => {
      written.push(String(chunk));
      return true;
    }),
  );
  return {
    text: () => written.join(''),
    /** The lines of one event, without their time. */
    lines: (event: string) =>
      written
        .join('')
        .split('\n')
        .filter((text) => text.startsWith('{'))
        .map((text) => line.parse(JSON.parse(text)))
        .filter((logged) => logged.event === event)
        .map((logged) => {
          const { time: _time, ...rest } = logged;
          return rest;
        }),
    restore: () => spies.forEach((spy) => spy.mockRestore()),
  };
}
