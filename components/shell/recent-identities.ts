/** The identities opened lately, newest first, for the palette. In memory only, like all that names identities. */
export type RecentIdentity = { _id: string; name: string };

const MOST = 8;
let recent: readonly RecentIdentity[] = [];

export function rememberIdentity(identity: RecentIdentity): void {
  recent = [identity, ...recent.filter((other) => other._id !== identity._id)].slice(0, MOST);
}

export function forgetIdentity(id: string): void {
  recent = recent.filter((other) => other._id !== id);
}

export function recentIdentities(): readonly RecentIdentity[] {
  return recent;
}
