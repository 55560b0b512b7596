/** What the operator reads when an attempt to sign in did not succeed. The same for every reason a password may fail. */
export function resultWords(
  result: string | undefined,
  wait: number | undefined,
  reason?: string,
): { title: string; text: string } | undefined {
  switch (result) {
    case 'refused':
      return {
        title: 'That did not work',
        text: 'Check the email and the password. If it stays, an admin can let you choose a new one.',
      };
    case 'wrong-password':
      return { title: 'This is not your password', text: 'Check it and try again.' };
    case 'wrong-code':
      return {
        title: 'This code is not right',
        text: 'Codes change every 30 seconds and work once. Try the present one.',
      };
    case 'start-over':
      return { title: 'The time for the code is over', text: 'Sign in with your password again.' };
    case 'too-many':
      return { title: 'Too many attempts', text: `Try again in ${waitWords(wait ?? 60)}.` };
    case 'sso-failed':
      return { title: 'The single sign-on did not let you in', text: ssoWords(reason) };
    case 'unavailable':
      return { title: 'Signing in does not work at the moment', text: 'Try again in a moment.' };
    default:
      return undefined;
  }
}

function ssoWords(reason: string | undefined): string {
  switch (reason) {
    case 'unreachable':
      return 'It cannot be reached at the moment. Try again in a moment; if it stays, tell whoever runs it.';
    case 'no-role':
      return 'None of your groups there may use this dashboard. Ask whoever gives out groups for one that may.';
    case 'email-taken':
      return 'Somebody with your email signs in here in another way, and the two are never joined. Use that way, or ask an admin.';
    case 'no-email':
      return 'It does not say what your email is, and this dashboard needs it. Tell whoever runs the single sign-on.';
    case 'disabled':
      return 'An admin has disabled you here. Ask an admin to enable you.';
    case 'denied':
      return 'It did not confirm who you are, or you stopped there. Try again.';
    case 'start-again':
      return 'This answer belongs to no sign-in that began in this browser, or to one that is over. Start again.';
    case 'not-verified':
      return 'What it answered could not be verified, or it stopped answering. Try again; if it stays, tell whoever runs it.';
    case 'unavailable':
      return 'This dashboard could not note your sign-in. Try again in a moment.';
    default:
      return 'Try again. If it stays, ask an admin whether you may use this dashboard.';
  }
}

function waitWords(seconds: number): string {
  if (seconds < 120) return `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
