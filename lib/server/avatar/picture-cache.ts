import 'server-only';
import type { AvatarPicture } from './picture-type';

const MOST_BYTES = 32 * 1024 * 1024;
const PICTURE_MS = 60 * 60_000;
/** Shorter, so that a host that was down is asked again soon. */
const REFUSAL_MS = 5 * 60_000;
/** What an entry weighs without a picture (key, times, table). Counted, or refusals would have no bound. */
const ENTRY_BYTES = 512;

interface Entry {
  readonly picture: AvatarPicture | undefined;
  readonly until: number;
  readonly bytes: number;
}

/** Pictures and refusals by key: up to 32 MiB, those unused longest are forgotten first. */
export interface PictureCache {
  /** What is kept; undefined when nothing is, `picture: undefined` for a refusal. */
  read(key: string): { readonly picture: AvatarPicture | undefined } | undefined;
  /** Keeps a picture for an hour, a refusal (undefined) for five minutes. */
  keep(key: string, picture: AvatarPicture | undefined): void;
}

/** An empty cache. `now` is in milliseconds. */
export function createPictureCache(now: () => number = Date.now): PictureCache {
  // A Map iterates in the order of insertion; setting a key anew moves it to the end.
  const entries = new Map<string, Entry>();
  let bytes = 0;

  function forget(key: string): void {
    bytes -= entries.get(key)?.bytes ?? 0;
    entries.delete(key);
  }

  return {
    read(key) {
      const entry = entries.get(key);
      if (entry === undefined) return undefined;
      if (entry.until <= now()) {
        forget(key);
        return undefined;
      }
      entries.delete(key);
      entries.set(key, entry);
      return entry;
    },
    keep(key, picture) {
      forget(key);
      const size = ENTRY_BYTES + (picture?.bytes.length ?? 0);
      entries.set(key, { picture, until: now() + (picture ? PICTURE_MS : REFUSAL_MS), bytes: size });
      bytes += size;
      for (const oldest of entries.keys()) {
        if (bytes <= MOST_BYTES) break;
        forget(oldest);
      }
    },
  };
}
