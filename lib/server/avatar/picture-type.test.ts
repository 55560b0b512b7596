import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pictureType } from './picture-type';
import { ftyp, PNG } from './testdata/pictures';

const latin1 = (text: string) => Buffer.from(text, 'latin1');

test.each([
  ['PNG', PNG, 'image/png'],
  ['JPEG', latin1('\xff\xd8\xff\xe0\x00\x10JFIF'), 'image/jpeg'],
  ['GIF87a', latin1('GIF87a....'), 'image/gif'],
  ['GIF89a', latin1('GIF89a....'), 'image/gif'],
  ['WebP', latin1('RIFF\x10\x00\x00\x00WEBPVP8 '), 'image/webp'],
  ['AVIF', ftyp('avif', 'mif1', 'miaf'), 'image/avif'],
  ['AVIF sequence', ftyp('avis', 'msf1'), 'image/avif'],
  ['AVIF by a compatible brand', ftyp('mif1', 'miaf', 'avif'), 'image/avif'],
])('%s is known', (_name, bytes, type) => expect(pictureType(bytes)).toBe(type));

test.each([
  ['nothing', Buffer.alloc(0)],
  ['SVG', latin1('<svg xmlns="http://www.w3.org/2000/svg"/>')],
  ['SVG with a prolog', latin1('<?xml version="1.0"?><svg/>')],
  ['HTML', latin1('<!doctype html><title>x</title>')],
  ['text', latin1('hello')],
  ['a sound in RIFF', latin1('RIFF\x10\x00\x00\x00WAVEfmt ')],
  ['HEIC', ftyp('heic', 'mif1', 'heix')],
  ['MP4', ftyp('isom', 'mp42')],
  ['AVIF cut off in its brands', ftyp('mif1', 'miaf', 'avif').subarray(0, 20)],
  ['avif after the box', Buffer.concat([ftyp('mif1', 'miaf'), latin1('avif')])],
  ['avif as the version, which is no brand', latin1('\x00\x00\x00\x14ftypmif1avifmiaf')],
  ['BMP', latin1('BM......')],
  ['PDF', latin1('%PDF-1.7')],
  ['PNG after a space', Buffer.concat([latin1(' '), PNG])],
])('%s is not', (_name, bytes) => expect(pictureType(bytes)).toBeUndefined());

test('any bytes have an answer, whatever their brands say', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), fc.boolean(), (bytes, boxed) => {
      if (boxed && bytes.length >= 8) bytes.set(Buffer.from('ftyp'), 4);
      pictureType(bytes);
    }),
  );
});
