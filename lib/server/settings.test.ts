import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { appOrigins, parseSettings } from './settings';

describe('settings', () => {
  test('an empty environment is embedded mode on loopback', () => {
    expect(parseSettings({})).toMatchObject({
      mode: 'embedded',
      ORQ_API_URL: 'https://api.orq.ai',
      DATA_DIR: '.data',
      PORT: 3000,
      HOST: '127.0.0.1',
    });
  });

  test('blank means unset', () => {
    expect(parseSettings({ ORQ_API_KEY: ' ', DATABASE_URL: '' })).toMatchObject({
      mode: 'embedded',
      DATABASE_URL: undefined,
    });
  });

  test('the rate limit of the embedded API is off unless it is set', () => {
    expect(parseSettings({ EMBEDDED_API_RATE_LIMIT: '' }).EMBEDDED_API_RATE_LIMIT).toBeUndefined();
    expect(parseSettings({ EMBEDDED_API_RATE_LIMIT: '100' }).EMBEDDED_API_RATE_LIMIT).toBe(100);
  });

  test('a key makes it a proxy', () => {
    expect(parseSettings({ ORQ_API_KEY: 'key-12345678' }).mode).toBe('orq');
  });

  test.each([
    [{ PORT: 'http' }, 'PORT'],
    [{ PORT: '70000' }, 'PORT'],
    [{ ORQ_API_URL: 'api.orq.ai' }, 'ORQ_API_URL'],
    [{ ORQ_API_URL: 'http://api.orq.ai' }, 'https'],
    [{ ORQ_API_URL: 'https://user:pass@api.orq.ai' }, 'ORQ_API_URL'],
    [{ ORQ_API_KEY: 'ab' }, 'ORQ_API_KEY'],
    [{ DATABASE_URL: 'mysql://x' }, 'DATABASE_URL'],
    [{ HOST: '0.0.0.0' }, 'APP_URL'],
    [{ APP_URL: 'https://desk.example.com/path' }, 'APP_URL'],
    [{ EMBEDDED_API_RATE_LIMIT: '0' }, 'EMBEDDED_API_RATE_LIMIT'],
    [{ EMBEDDED_API_RATE_LIMIT: '1.5' }, 'EMBEDDED_API_RATE_LIMIT'],
    [{ EMBEDDED_API_RATE_LIMIT: '1000000' }, 'EMBEDDED_API_RATE_LIMIT'],
    [{ DEMO_NOW: 'today' }, 'DEMO_NOW'],
    [{ OIDC_ROLE_CLAIM: 'groups' }, 'OIDC_ROLE_MAP'],
    [{ OIDC_ROLE_MAP: 'a=admin' }, 'OIDC_ROLE_CLAIM'],
    [{ PASSWORD_SIGN_IN: 'off' }, 'OIDC_ISSUER'],
  ])('%o names the setting', (environment, name) => {
    expect(() => parseSettings(environment)).toThrow(name);
    expect(() => parseSettings(environment)).not.toThrow('\n');
  });

  test('http is fine for an upstream on this machine', () => {
    expect(parseSettings({ ORQ_API_URL: 'http://127.0.0.1:8787/prefix' }).ORQ_API_URL).toBe(
      'http://127.0.0.1:8787/prefix',
    );
  });
});

test('on loopback the three names of this machine are one origin, elsewhere only APP_URL counts', () => {
  expect([...appOrigins(parseSettings({ PORT: '3001' }))].sort()).toEqual([
    'http://127.0.0.1:3001',
    'http://[::1]:3001',
    'http://localhost:3001',
  ]);
  expect([...appOrigins(parseSettings({ APP_URL: 'https://desk.example.com', HOST: '0.0.0.0' }))]).toEqual([
    'https://desk.example.com',
  ]);
});

test('printed as a whole, settings do not show their secrets', () => {
  const secrets = {
    ORQ_API_KEY: 'canary-of-orq',
    EMBEDDED_API_KEY: 'canary-of-the-api',
    DATABASE_URL: 'postgres://desk:canary-of-postgres@db/desk',
  };
  const settings = parseSettings({ ...secrets, PORT: '4000' });
  for (const shown of [
    inspect(settings, { depth: 9, showHidden: true }),
    JSON.stringify(settings),
    `${settings}`,
  ]) {
    expect(shown).not.toContain('canary');
    expect(shown.match(/\[redacted\]/g)).toHaveLength(3);
    expect(shown).toContain('4000');
  }
  expect(settings).toMatchObject(secrets);
});
