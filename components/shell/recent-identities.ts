/**
 * The identities opened lately, newest first, for the palette: those of the operator who opened them. In memory only,
 * like all that names identities, so that a sign-out, which loads the page anew, ends it.
 */
export type RecentIdentity = { _id: string; name: string };

const MOST = 8;
let owner: string | undefined;
let recent: readonly RecentIdentity[] = [];

/** Notes an identity that an operator opened, by the operator's id; another operator's are forgotten. */
export function rememberIdentity(identity: RecentIdentity, operator: string | undefined): void {
  recent = [identity, ...recentIdentities(operator).filter((other) => other._id !== identity._id)].slice(
    0,
    MOST,
  );
  owner = operator;
}

export function forgetIdentity(id: string): void {
  recent = recent.filter((other) => other._id !== id);
}

export function recentIdentities(operator: string | undefined): readonly RecentIdentity[] {
  return operator === owner ? recent : [];
}
