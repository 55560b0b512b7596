import type { Role } from './permissions';

/** What the link that somebody was given is for. */
export type LinkPurpose = { for: 'joining' | 'password'; email: string; role: Role };
