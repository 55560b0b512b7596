import 'server-only';

/** The kinds of pictures shown. Never SVG: it is a document that can carry script. */
export type PictureType = 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp' | 'image/avif';

/** A picture of a known type. Its bytes are shared by all who asked for it, so nobody may write to them. */
export interface AvatarPicture {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: PictureType;
}

/**
 * The type of a picture by its first bytes, which are what a browser decodes; the type the sender claims is not
 * looked at. Undefined for anything else.
 */
export function pictureType(bytes: Uint8Array): PictureType | undefined {
  const text = (start: number, end: number) => String.fromCharCode(...bytes.subarray(start, end));
  if (text(0, 8) === '\x89PNG\r\n\x1a\n') return 'image/png';
  if (text(0, 3) === '\xff\xd8\xff') return 'image/jpeg';
  if (text(0, 6) === 'GIF87a' || text(0, 6) === 'GIF89a') return 'image/gif';
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'image/webp';
  if (text(4, 8) === 'ftyp' && isAvif(bytes, text)) return 'image/avif';
  return undefined;
}

/** HEIC and MP4 begin with the same box, so its brands decide: the major one or any of the compatible ones. */
function isAvif(bytes: Uint8Array, text: (start: number, end: number) => string): boolean {
  if (bytes.length < 16) return false;
  const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  // Real ones hold some ten brands; a larger size is no reason to read on through the whole file.
  if (size < 16 || size > 256 || size > bytes.length) return false;
  const brands = [text(8, 12)];
  for (let at = 16; at + 4 <= size; at += 4) brands.push(text(at, at + 4));
  return brands.includes('avif') || brands.includes('avis');
}
