import 'server-only';

/** The smallest whole PNG: one transparent pixel. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

/** A file type box with these brands, as AVIF, HEIC and MP4 begin with. */
export function ftyp(major: string, ...compatible: readonly string[]): Buffer {
  const head = Buffer.alloc(16);
  head.writeUInt32BE(16 + 4 * compatible.length, 0);
  head.write(`ftyp${major}`, 4, 'latin1');
  return Buffer.concat([head, Buffer.from(compatible.join(''), 'latin1'), Buffer.from('rest')]);
}
