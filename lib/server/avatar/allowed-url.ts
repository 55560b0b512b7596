import 'server-only';

/**
 * The address of a picture, if it may be asked for at all: https on port 443, without name and password
 * (security, section 6). Without its fragment, so that equal requests are equal texts.
 */
export function parseAllowedUrl(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  url.hash = '';
  // `port` is empty for the protocol's own port, written out or not.
  const allowed = url.protocol === 'https:' && url.port === '' && url.username === '' && url.password === '';
  return allowed ? url : undefined;
}
