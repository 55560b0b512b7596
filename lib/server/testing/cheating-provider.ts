import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';

/** How a provider lies. Each member replaces what an honest one would say. */
export type Cheat = {
  /** Members of the discovery document; `undefined` leaves one out. */
  document?: Record<string, unknown>;
  /** Answers the question for the document in place of answering it. */
  answerDocument?: (response: ServerResponse) => void;
  /** Claims of the ID token; `undefined` leaves one out. */
  claims?: Record<string, unknown>;
  /** How the ID token is signed: by another key, with the client's secret, or not at all. */
  signed?: 'by-another' | 'with-secret' | 'not-at-all';
  /** Gives no ID token. */
  noIdToken?: true;
  /** What the userinfo says. */
  userinfo?: Record<string, unknown>;
};

const CLIENT = 'identity-desk';
const SECRET = 'a secret of the client under test';

/** A provider that can be told to lie. Codes are not checked: whoever comes back is `subject`. */
export async function cheatingProvider() {
  let cheat: Cheat = {};
  let subject = 'subject';
  let nonce = '';
  const own = await generateKeyPair('RS256');
  const another = await generateKeyPair('RS256');
  const publicKey = { ...(await exportJWK(own.publicKey)), kid: 'own', alg: 'RS256', use: 'sig' };

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? '/', issuer);
    if (pathname === '/.well-known/openid-configuration') {
      if (cheat.answerDocument !== undefined) return cheat.answerDocument(response);
      return json(response, {
        issuer,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        userinfo_endpoint: `${issuer}/me`,
        jwks_uri: `${issuer}/keys`,
        ...cheat.document,
      });
    }
    if (pathname === '/keys') return json(response, { keys: [publicKey] });
    if (pathname === '/me') return json(response, { sub: subject, ...cheat.userinfo });
    return json(response, {
      access_token: 'a-token-of-the-provider',
      token_type: 'Bearer',
      ...(cheat.noIdToken === undefined && { id_token: await idToken() }),
    });
  }

  async function idToken(): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const claims: JWTPayload = JSON.parse(
      JSON.stringify({
        iss: issuer,
        aud: CLIENT,
        sub: subject,
        nonce,
        iat: now,
        exp: now + 60,
        email: `${subject}@desk.example`,
        email_verified: true,
        ...cheat.claims,
      }),
    );
    if (cheat.signed === 'not-at-all') return new UnsecuredJWT(claims).encode();
    if (cheat.signed === 'with-secret')
      return new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(SECRET));
    const { privateKey } = cheat.signed === 'by-another' ? another : own;
    return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'own' }).sign(privateKey);
  }

  return {
    issuer,
    settings: { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: CLIENT, OIDC_CLIENT_SECRET: SECRET },
    person: (of: string, lies: Cheat = {}) => {
      subject = of;
      cheat = lies;
    },
    /** Sends the browser back, as the provider's page would. */
    arrival: (departure: URL): URL => {
      nonce = departure.searchParams.get('nonce') ?? '';
      const back = new URL(departure.searchParams.get('redirect_uri') ?? issuer);
      back.searchParams.set('code', 'a-code');
      back.searchParams.set('state', departure.searchParams.get('state') ?? '');
      return back;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function json(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}
