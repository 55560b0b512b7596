import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider, { type JWK } from 'oidc-provider';
import { exportJWK, generateKeyPair } from 'jose';

/** Who is at the browser, as far as the provider is concerned. */
export type Person = { subject: string; claims: Record<string, unknown> };

/** A real OpenID Connect provider on this machine that lets whoever is named in without a question. */
export type OidcProvider = {
  issuer: string;
  /** The settings of a dashboard that uses it. */
  settings: Record<string, string>;
  /** From here on this person is at the browser. */
  person: (person: Person) => void;
  /** Stops answering; `start` answers again at the same address with the same keys. */
  stop: () => Promise<void>;
  start: () => Promise<void>;
  /** The addresses, with their queries, that it was asked for. */
  asked: () => readonly string[];
  /** Why it refused to give tokens. */
  refusals: () => readonly string[];
};

const CLIENT = 'identity-desk';
const SECRET = 'a secret of the client under test';

/** @param origin of the dashboard, which people are sent back to */
export async function oidcProvider(origin: string): Promise<OidcProvider> {
  let present: Person = { subject: 'nobody', claims: {} };
  const asked: string[] = [];
  const port = await reservedPort();
  const issuer = `http://127.0.0.1:${port}`;
  const provider: Provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT,
        client_secret: SECRET,
        redirect_uris: [`${origin}/api/auth/callback/sso`],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    jwks: { keys: [await signingKey()] },
    cookies: { keys: ['the provider signs its cookies with this'] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    claims: {
      openid: ['sub'],
      email: ['email', 'email_verified'],
      profile: ['name', 'groups', 'realm_access'],
    },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    findAccount: (_ctx, id) => ({
      accountId: id,
      claims: async () => ({ sub: id, ...present.claims }),
    }),
    // Everybody has agreed already.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new provider.Grant({
        clientId: oidc.client?.clientId ?? CLIENT,
        accountId: oidc.session?.accountId ?? present.subject,
      });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
    ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
  });
  const refusals: string[] = [];
  provider.on('grant.error', (_ctx, error) => refusals.push(error.error_detail ?? error.message));
  // Without a session of its own: each time it is whoever is named now.
  const answer = provider.callback();
  const listen = () =>
    new Promise<Server>((resolve) => {
      const server = createServer((request, response) => {
        asked.push(request.url ?? '');
        if (!(request.url ?? '').startsWith('/interaction/')) return void answer(request, response);
        void provider.interactionFinished(request, response, {
          login: { accountId: present.subject, remember: false },
        });
      });
      server.listen(port, '127.0.0.1', () => resolve(server));
    });
  let server: Server | undefined = await listen();
  return {
    issuer,
    settings: { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: CLIENT, OIDC_CLIENT_SECRET: SECRET },
    person: (person) => (present = person),
    asked: () => asked,
    refusals: () => refusals,
    stop: async () => {
      const stopping = server;
      server = undefined;
      if (stopping === undefined) return;
      stopping.closeAllConnections();
      await new Promise((resolve) => stopping.close(resolve));
    },
    start: async () => {
      server ??= await listen();
    },
  };
}

async function signingKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  return { ...(await exportJWK(privateKey)), alg: 'RS256', use: 'sig', kid: 'test' } as JWK;
}

async function reservedPort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
