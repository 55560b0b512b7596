import 'server-only';
import { cookieValue } from '@/lib/auth/sign-in-cookie';
import { answerSignInRequest } from '../sign-in-requests';
import { presentHeaders } from './next-headers';

const ORIGIN = 'http://127.0.0.1:3000';

/** A browser that goes from the dashboard to the provider and back, one step at a time. */
export type SsoBrowser = {
  /** Presses the button. Says where the dashboard sends the browser. */
  leave: (form?: Record<string, string>) => Promise<URL>;
  /** Walks the provider's own pages until it sends the browser back; says to where. */
  atProvider: (departure: URL) => Promise<URL>;
  /** Comes back. */
  comeBack: (arrival: URL) => Promise<{ status: number; location: URL; cookies: string[] }>;
  /** The value of a `Cookie` header for the dashboard. */
  cookies: () => string;
  setCookies: (header: string) => void;
};

export function ssoBrowser(): SsoBrowser {
  const jar = new Map<string, string>();
  const elsewhere = new Map<string, string>();
  const cookies = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');

  async function ask(path: string, init: RequestInit = {}) {
    const headers = new Headers({ origin: ORIGIN, ...init.headers, cookie: cookies() });
    presentHeaders(headers);
    const answer = await answerSignInRequest(new Request(`${ORIGIN}${path}`, { ...init, headers }));
    keep(jar, answer);
    return {
      status: answer.status,
      location: new URL(answer.headers.get('location') ?? '/none', ORIGIN),
      cookies: answer.headers.getSetCookie(),
    };
  }

  return {
    cookies,
    setCookies: (header) => {
      jar.clear();
      for (const pair of header.split('; ')) {
        const name = pair.split('=')[0] ?? '';
        jar.set(name, encodeURIComponent(cookieValue(header, name) ?? ''));
      }
    },
    leave: async (form = {}) =>
      (
        await ask('/api/auth/sign-in/sso', {
          method: 'POST',
          headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams(form).toString(),
        })
      ).location,
    atProvider: async (departure) => {
      let at = departure;
      while (at.origin !== ORIGIN) {
        const header = [...elsewhere].map(([name, value]) => `${name}=${value}`).join('; ');
        const answer = await fetch(at, { redirect: 'manual', headers: { cookie: header } });
        keep(elsewhere, answer);
        const location = answer.headers.get('location');
        if (location === null)
          throw new Error(`the provider answered ${answer.status}: ${await answer.text()}`);
        at = new URL(location, at);
      }
      elsewhere.clear();
      return at;
    },
    comeBack: (arrival) => ask(`${arrival.pathname}${arrival.search}`),
  };
}

function keep(jar: Map<string, string>, answer: Response): void {
  for (const line of answer.headers.getSetCookie()) {
    const [pair = ''] = line.split(';');
    const at = pair.indexOf('=');
    if (/max-age=0/i.test(line)) jar.delete(pair.slice(0, at));
    else jar.set(pair.slice(0, at), pair.slice(at + 1));
  }
}
