import 'server-only';
import { createHash } from 'node:crypto';
import { processWide } from '../process-wide';
import { parseAllowedUrl } from './allowed-url';
import { type AvatarNetwork, downloadPicture } from './download-picture';
import { createPictureCache } from './picture-cache';
import type { AvatarPicture } from './picture-type';
import { createPlaces } from './places';

export { avatarResponse } from './picture-response';
export type { AvatarNetwork } from './download-picture';
export type { AvatarPicture, PictureType } from './picture-type';

const AT_ONCE = 4;
/** A browser asks for six at a time; at 3 s each the last of a hundred still gets its turn within 75 s. */
const WAITING = 100;

/** Fetches pictures, with a cache and a queue of its own. */
export type AvatarFetcher = (url: string) => Promise<AvatarPicture | undefined>;

/**
 * The picture at a foreign address, which may be any text. Undefined for whatever is not allowed (anything but https
 * on 443, a host that is not public), fails, or is not a picture; a refusal is remembered for five minutes, a picture
 * for an hour. Never throws for what the address or its host does. Source: security, section 6.
 */
export function fetchAvatar(
  url: string,
  fetcher: AvatarFetcher = sharedFetcher(),
): Promise<AvatarPicture | undefined> {
  return fetcher(url);
}

/** One for the process: a limit of four that each bundle had for itself would be no limit. */
const sharedFetcher = () => processWide('avatars', () => createAvatarFetcher());

/** A fetcher of its own. Without `network` it is the internet; only tests give one. `now` is in milliseconds. */
export function createAvatarFetcher(network?: AvatarNetwork, now?: () => number): AvatarFetcher {
  const cache = createPictureCache(now);
  const places = createPlaces(AT_ONCE, WAITING);
  const flights = new Map<string, Promise<AvatarPicture | undefined>>();

  return async (text) => {
    const url = parseAllowedUrl(text);
    if (url === undefined) return undefined;
    // A hash has one size; an address may be as long as it likes.
    const key = createHash('sha256').update(url.href).digest('base64');
    const kept = cache.read(key);
    if (kept !== undefined) return kept.picture;
    const underWay = flights.get(key);
    if (underWay !== undefined) return underWay;

    const started = places(() => downloadPicture(url, network));
    // Not remembered: it says something about us, not about the address.
    if (started === undefined) return undefined;
    const flight = started
      .then((picture) => {
        cache.keep(key, picture);
        return picture;
      })
      .finally(() => flights.delete(key));
    flights.set(key, flight);
    return flight;
  };
}
