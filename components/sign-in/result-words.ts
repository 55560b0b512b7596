/** What the operator reads when an attempt to sign in did not succeed. The same for every reason a password may fail. */
export function resultWords(
  result: string | undefined,
  wait: number | undefined,
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
      return {
        title: 'The single sign-on did not let you in',
        text: 'Try again. If it stays, ask an admin whether you may use this dashboard.',
      };
    case 'unavailable':
      return { title: 'Signing in does not work at the moment', text: 'Try again in a moment.' };
    default:
      return undefined;
  }
}

function waitWords(seconds: number): string {
  if (seconds < 120) return `${seconds} ${seconds === 1 ? 'second' : 'seconds'}`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
