import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPublicAddress } from './public-address';

describe('isPublicAddress', () => {
  test.each([
    '93.184.215.14',
    '1.1.1.1',
    '223.255.255.254',
    '2606:4700:4700::1111',
    '2a00:1450:4001:82a::200e',
  ])('%s is public', (address) => expect(isPublicAddress(address)).toBe(true));

  test.each([
    ['0.0.0.0', 'this machine, on Linux'],
    ['127.0.0.1', 'loopback'],
    ['127.255.255.254', 'loopback'],
    ['10.0.0.1', 'private'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['192.168.1.1', 'private'],
    ['100.64.0.1', 'shared by a carrier'],
    ['100.100.100.200', 'metadata of Alibaba Cloud'],
    ['169.254.169.254', 'metadata of most clouds'],
    ['192.0.0.192', 'metadata of Oracle Cloud'],
    ['192.0.2.1', 'documentation'],
    ['198.18.0.1', 'benchmarks'],
    ['224.0.0.1', 'multicast'],
    ['255.255.255.255', 'broadcast'],
    ['::', 'unspecified'],
    ['::1', 'loopback'],
    ['::7f00:1', 'v4-compatible loopback'],
    ['::5db8:d70e', 'v4-compatible public'],
    ['::ffff:127.0.0.1', 'v4-mapped loopback'],
    ['::ffff:a9fe:a9fe', 'v4-mapped metadata'],
    ['::ffff:93.184.215.14', 'v4-mapped public: no honest AAAA record'],
    ['::ffff:0:7f00:1', 'v4-translated'],
    ['64:ff9b::7f00:1', 'NAT64'],
    ['64:ff9b:1::a00:1', 'NAT64 of a network'],
    ['2002:7f00:1::', '6to4'],
    ['2001:0:4136:e378:8000:63bf:3fff:fdd2', 'Teredo'],
    ['2001:db8::1', 'documentation'],
    ['3fff::1', 'documentation'],
    ['fe80::1', 'link-local'],
    ['fe80::1%lo', 'link-local with a zone'],
    ['2606:4700:4700::1111%lo', 'public with a zone'],
    ['fc00::1', 'unique local'],
    ['fd00:ec2::254', 'metadata of AWS'],
    ['fec0::1', 'site-local'],
    ['ff02::1', 'multicast'],
    ['100::1', 'discarded'],
    ['4000::1', 'not handed out'],
    ['0x7f.1', 'another way to write loopback'],
    ['017700000001', 'another way to write loopback'],
    ['2130706433', 'another way to write loopback'],
    ['localhost', 'a name'],
    ['', 'nothing'],
  ])('%s is not (%s)', (address) => expect(isPublicAddress(address)).toBe(false));

  /** IANA's registries of special addresses, written here again so as not to test ipaddr.js against itself. */
  const SPECIAL_V4: [number, number][] = [
    [0x00000000, 8],
    [0x0a000000, 8],
    [0x64400000, 10],
    [0x7f000000, 8],
    [0xa9fe0000, 16],
    [0xac100000, 12],
    [0xc0000000, 24],
    [0xc0000200, 24],
    [0xc0586300, 24],
    [0xc0a80000, 16],
    [0xc6120000, 15],
    [0xc6336400, 24],
    [0xcb007100, 24],
    [0xe0000000, 4],
    [0xf0000000, 4],
  ];
  const word = fc.integer({ min: 0, max: 0xffff_ffff });
  const group = fc.integer({ min: 0, max: 0xffff });
  const dotted = (value: number) => [24, 16, 8, 0].map((shift) => (value >>> shift) & 0xff).join('.');
  const colons = (groups: readonly number[]) => groups.map((part) => part.toString(16)).join(':');
  const v4InsideOf = (value: number) => [value >>> 16, value & 0xffff];

  test('no address of a special IPv4 range is public', () => {
    const special = fc
      .tuple(fc.constantFrom(...SPECIAL_V4), word)
      .map(([[base, bits], random]) => (base | (random & (0xffff_ffff >>> bits))) >>> 0);
    fc.assert(fc.property(special, (value) => !isPublicAddress(dotted(value))));
  });

  test('no IPv6 address outside 2000::/3 is public', () => {
    const outside = fc
      .tuple(group, fc.array(group, { minLength: 7, maxLength: 7 }))
      .filter(([first]) => first >>> 13 !== 1);
    fc.assert(fc.property(outside, ([first, rest]) => !isPublicAddress(colons([first, ...rest]))));
  });

  test('no form that carries an IPv4 address inside is public, whichever it carries', () => {
    fc.assert(
      fc.property(word, group, (value, other) => {
        const inside = v4InsideOf(value);
        return [
          [0, 0, 0, 0, 0, 0, ...inside],
          [0, 0, 0, 0, 0, 0xffff, ...inside],
          [0, 0, 0, 0, 0xffff, 0, ...inside],
          [0x64, 0xff9b, 0, 0, 0, 0, ...inside],
          [0x64, 0xff9b, 1, other, other, other, ...inside],
          [0x2002, ...inside, other, 0, 0, 0, other],
          [0x2001, 0, other, other, 0, other, ...inside],
        ].every((groups) => !isPublicAddress(colons(groups)));
      }),
    );
  });
});
