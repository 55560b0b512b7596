import type { Operator } from './operator';

/** What an operator sees of the own account. */
export type OwnAccount = Pick<Operator, 'id' | 'name' | 'email' | 'role' | 'method' | 'mustFirst'> & {
  secondFactor: {
    on: boolean;
    /** Whether operators with a password must have one here. */
    required: boolean;
    /** Recovery codes that have not been used; undefined while it is off. */
    codesLeft?: number;
  };
  /** The last used first. */
  signIns: OwnSignIn[];
};

/** One of the operator's sign-ins. */
export type OwnSignIn = {
  id: string;
  /** Browser and system, such as "Chrome on Linux". */
  device: string;
  /** Network address; empty when it is not known. */
  address: string;
  /** ISO 8601 times. */
  created: string;
  last_seen: string;
  /** Whether this very page uses it. */
  present: boolean;
};

/** A secret on its way into an authenticator app. */
export type NewSecret = {
  /** To be typed where a picture cannot be read: base32. */
  secret: string;
  /** The `otpauth:` address, for apps on the same device. */
  address: string;
  /** The address as a QR code: a path of unit squares in a square of this many units. */
  picture: { size: number; path: string };
};
