/** What the sign-in page offers. */
export type SignInWays = {
  password: boolean;
  /** The name of the single sign-on, where there is one. */
  sso?: string;
  /** Whether this is a demo with invented accounts, printed where it was started. */
  demo: boolean;
};
