/** Ends the sign-in and loads the sign-in page anew: nothing of what was read is left in this page. */
export function signOut(): void {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = '/api/auth/sign-out';
  document.body.append(form);
  form.submit();
}
