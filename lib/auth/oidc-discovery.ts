import 'server-only';
import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import * as z from 'zod';
import { timeLimit } from '@/lib/http/time-limit';

/** What a sign-in needs to know of the provider, as its discovery document says. */
export type DiscoveredProvider = {
  authorizationEndpoint: string;
  tokenEndpoint: string;
  userinfoEndpoint: string | undefined;
  /** How this program says who it is at the token endpoint. */
  clientAuthentication: 'post' | 'basic';
  keys: JWTVerifyGetKey;
};

/** Thrown when the provider cannot be asked or says what cannot be used. `message` is for the log. */
export class ProviderUnavailable extends Error {}

/** Longest wait for any one answer of the provider, in milliseconds. */
export const PROVIDER_LIMIT_MS = 4_000;
/** How long a document that was read at the start of a sign-in serves its end, in milliseconds. */
const KEPT_MS = 10 * 60_000;
/** A document of a few kilobytes is usual. */
const LARGEST = 256 * 1024;

/**
 * Asks a provider for its document: anew at the start of each sign-in, so that a provider that is away is noticed there
 * and one that is back is found; the end of a sign-in uses what its start has read. Nothing is asked before the first
 * sign-in.
 *
 * @param issuer the document must name exactly this issuer
 * @returns a function that throws `ProviderUnavailable`
 */
export function providerDiscovery(issuer: string): (need: 'fresh' | 'recent') => Promise<DiscoveredProvider> {
  let last: { at: number; provider: DiscoveredProvider } | undefined;
  const keySets = new Map<string, JWTVerifyGetKey>();
  return async (need) => {
    if (need === 'recent' && last !== undefined && Date.now() - last.at < KEPT_MS) return last.provider;
    const document = await readDocument(issuer);
    // Keys outlive a document: a set remembers what it has read, and how often it may ask again.
    const keys =
      keySets.get(document.jwks_uri) ??
      createRemoteJWKSet(new URL(document.jwks_uri), { timeoutDuration: PROVIDER_LIMIT_MS });
    keySets.clear();
    keySets.set(document.jwks_uri, keys);
    const methods = document.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const provider: DiscoveredProvider = {
      authorizationEndpoint: document.authorization_endpoint,
      tokenEndpoint: document.token_endpoint,
      userinfoEndpoint: document.userinfo_endpoint,
      clientAuthentication: methods.includes('client_secret_basic') ? 'basic' : 'post',
      keys,
    };
    last = { at: Date.now(), provider };
    return provider;
  };
}

async function readDocument(issuer: string) {
  const body = await fetchJson(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  const parsed = documentOf(issuer).safeParse(body);
  if (!parsed.success)
    throw new ProviderUnavailable(
      `its discovery document cannot be used: ${parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ')}`,
    );
  return parsed.data;
}

/** Every address is as safe as the issuer's own: https, or plain http where the issuer is on this machine. */
function documentOf(issuer: string) {
  const endpoint = z.url({ protocol: issuer.startsWith('https:') ? /^https$/ : /^https?$/ });
  return z.object({
    // Exactly: another issuer's document would let its operators in (OpenID Connect Discovery, 4.3).
    issuer: z.literal(issuer, 'is not OIDC_ISSUER to the letter'),
    authorization_endpoint: endpoint,
    token_endpoint: endpoint,
    userinfo_endpoint: endpoint.optional(),
    jwks_uri: endpoint,
    token_endpoint_auth_methods_supported: z.array(z.string()).optional(),
  });
}

/**
 * Reads JSON of the provider: no redirect followed, within the time limit, of a bounded size. Throws
 * `ProviderUnavailable`.
 */
export async function fetchJson(address: string, headers: Record<string, string> = {}): Promise<unknown> {
  const limit = timeLimit(PROVIDER_LIMIT_MS);
  try {
    const response = await fetch(address, {
      headers: { Accept: 'application/json', ...headers },
      redirect: 'error',
      signal: limit.signal,
    });
    if (!response.ok) throw new Error(`answered ${response.status}`);
    const text = await boundedText(response);
    return JSON.parse(text);
  } catch (error) {
    throw new ProviderUnavailable(`${new URL(address).origin} ${reasonOf(error)}`);
  } finally {
    limit.release();
  }
}

async function boundedText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > LARGEST) throw new Error('answered more than can be right');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Without what the provider said: that may hold a claim or a token. */
function reasonOf(error: unknown): string {
  if (error instanceof SyntaxError) return 'did not answer JSON';
  if (!(error instanceof Error)) return 'failed';
  if (error.name === 'TimeoutError') return 'did not answer in time';
  return error.cause instanceof Error ? `cannot be reached (${error.cause.message})` : error.message;
}
