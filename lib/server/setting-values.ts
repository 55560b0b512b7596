import 'server-only';
import { isIP } from 'node:net';
import * as z from 'zod';

/** A setting that is there but blank counts as unset. */
export const setting = <T extends z.ZodType>(schema: T) =>
  z.preprocess(
    (value: unknown) => (typeof value === 'string' && value.trim() === '' ? undefined : value),
    schema,
  );

/** Whether a host name means this very machine. */
export function isLoopbackHost(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '');
  return (
    bare === 'localhost' ||
    bare.endsWith('.localhost') ||
    bare === '::1' ||
    (isIP(bare) === 4 && bare.startsWith('127.'))
  );
}
