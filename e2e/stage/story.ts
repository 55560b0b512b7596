import type { Page } from '@playwright/test';
import type { Role } from '@/lib/auth/permissions';
import type { Teller } from './teller';

/**
 * A story that is shown to others. It asserts what it shows, so that one that no longer holds fails, and leaves the
 * workspace as it found it, so that it can be told again.
 */
export type Story = {
  /** In addresses, file names and `--story`. */
  name: string;
  title: string;
  /** What it shows, in one sentence. */
  summary: string;
  /** Whom the browser is signed in as when it begins. */
  role: Role | 'nobody';
  /** The still that stands for it where there is room for one. */
  picture: string;
  tell: (teller: Teller, page: Page) => Promise<void>;
};

/** What a telling is made of: captions, what was done, and pictures with the caption of that moment. */
export type Told =
  | { kind: 'chapter'; words: string }
  | { kind: 'step'; words: string }
  | { kind: 'still'; name: string; caption: string };

/** With when it was, in milliseconds since 1970. */
export type Beat = Told & { at: number };
