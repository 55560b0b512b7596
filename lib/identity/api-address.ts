/** Addresses of the identity API, for the client that calls it and for the calls that operators copy. */

/** The address of the collection. A path prefix of the base is kept, as the SDK keeps it (SDK 4.15, source). */
export function collectionAddress(baseUrl: string): string {
  return `${baseUrl.replace(/\/+$/, '')}/v2/identities`;
}

/**
 * The address of one identity, or `undefined` when no address can name it: `''`, `.` and `..` are taken out of a
 * path by URL normalisation and would reach the collection (contract, Common).
 */
export function identityAddress(baseUrl: string, id: string): string | undefined {
  return isNameable(id) ? `${collectionAddress(baseUrl)}/${encodeURIComponent(id)}` : undefined;
}

/** Whether an id can stand in an address. */
export function isNameable(id: string): boolean {
  return id !== '' && id !== '.' && id !== '..' && id.isWellFormed();
}
