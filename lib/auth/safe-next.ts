/**
 * Where to go after a sign-in: the text when it is a path of this dashboard, else the start. A text that a browser
 * would take for another host (`//host`, `/\host`) is not a path (security, section 3).
 */
export function safeNext(text: string | null | undefined): string {
  if (text == null || !/^\/(?![/\\])/.test(text) || /[\u0000-\u001f]/.test(text)) return '/';
  const here = 'http://desk.invalid';
  if (!URL.canParse(text, here)) return '/';
  const url = new URL(text, here);
  if (url.origin !== here || url.pathname === '/sign-in' || url.pathname.startsWith('/api/')) return '/';
  // Tidied up, `/..//host` reads as another host too.
  if (url.pathname.startsWith('//')) return '/';
  return `${url.pathname}${url.search}${url.hash}`;
}

/** The sign-in page, leading to an address afterwards. */
export function signInHref(next: string): '/sign-in' | `/sign-in?${string}` {
  const after = safeNext(next);
  return after === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(after)}`;
}

/** The account page, for what must be done there first, leading to an address afterwards. */
export function accountHref(next: string): '/account' | `/account?${string}` {
  const after = safeNext(next);
  return after === '/' ? '/account' : `/account?next=${encodeURIComponent(after)}`;
}
