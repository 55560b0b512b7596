/** Longest name of a file without its ending, in bytes of UTF-8: file systems take 255, and browsers add to it. */
const BYTES_MAX = 180;
/** Names that Windows keeps for its devices. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i;

/**
 * A text of data as the name of a file, without its ending: nothing in it is a path, a hidden file, a device or a
 * character that a file system or a terminal acts on.
 */
export function fileName(text: string): string {
  const plain = text
    .toWellFormed()
    .replace(/[\p{C}\p{Z}\ufffd/\\:*?"<>|%'`$;&]+/gu, '_')
    .replace(/^\.+|[. ]+$/g, '_');
  const cut = withinBytes(plain, BYTES_MAX);
  if (cut.replaceAll('_', '') === '') return 'identity';
  return DEVICE.test(cut) ? `_${cut}` : cut;
}

/**
 * The `Content-Disposition` that saves an answer as a file named by a text of data (RFC 6266): in ASCII for the
 * oldest readers, in full for all others.
 */
export function fileDisposition(text: string, ending: string): string {
  const name = `${fileName(text)}.${ending}`;
  const ascii = name.replace(/[^\x21-\x7e]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16)}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

function withinBytes(text: string, most: number): string {
  const encoder = new TextEncoder();
  let result = '';
  let bytes = 0;
  for (const character of text) {
    bytes += encoder.encode(character).length;
    if (bytes > most) return result;
    result += character;
  }
  return result;
}
