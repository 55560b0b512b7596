'use client';

import clsx from 'clsx';
import { useState } from 'react';

/** Ground and letter of each colour, 4.5:1 in both themes. */
const COLOURS = [
  'bg-[light-dark(#dcefee,#1f3a3b)] text-[light-dark(#1d5357,#a5dcdc)]',
  'bg-[light-dark(#f6e6d3,#44321f)] text-[light-dark(#75450f,#efcb9d)]',
  'bg-[light-dark(#f7e0db,#482a26)] text-[light-dark(#86301f,#f2bcb0)]',
  'bg-[light-dark(#e4ebd7,#303a20)] text-[light-dark(#455618,#ccdba8)]',
  'bg-[light-dark(#eee2f0,#3b2a40)] text-[light-dark(#663672,#dfbfe8)]',
  'bg-[light-dark(#dfe7f4,#27344a)] text-[light-dark(#2a4a7c,#b7cdf0)]',
  'bg-[light-dark(#f2eac9,#3f3719)] text-[light-dark(#61500b,#e6d58d)]',
  'bg-[light-dark(#e8e5e1,#38352f)] text-[light-dark(#544c42,#d6cdc0)]',
] as const;

/** A colour that stays with an id. */
function colourOf(id: string): string {
  let hash = 0;
  for (let at = 0; at < id.length; at += 1) hash = (hash * 31 + id.charCodeAt(at)) >>> 0;
  return COLOURS[hash % COLOURS.length] ?? COLOURS[0];
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const SHOWS = /[\p{L}\p{N}\p{Extended_Pictographic}\p{Regional_Indicator}]/u;

/** The first two words' first letters, by grapheme, so that emoji and accents stay whole; else the id's first. */
export function initials(name: string, id: string): string {
  const firsts = name
    .trim()
    .split(/\s+/)
    .map((word) =>
      [...segmenter.segment(word)].map(({ segment }) => segment).find((segment) => SHOWS.test(segment)),
    )
    .filter((segment) => segment !== undefined);
  const chosen = firsts.length > 0 ? firsts.slice(0, 2).join('') : [...segmenter.segment(id)][0]?.segment;
  // Towers of marks on one letter would cover the box.
  return (chosen ?? '?').toUpperCase().replace(/(\p{M}{2})\p{M}+/gu, '$1');
}

const SIZES = {
  24: 'size-6 text-[0.6rem]',
  28: 'size-7 text-[0.65rem]',
  40: 'size-10 text-sm',
  64: 'size-16 text-xl',
} as const;

/**
 * A picture over initials, in a box that never moves. A picture that does not come leaves the initials.
 *
 * @param alt `''` where the name stands beside it; on the identity's own page its name
 */
export function Avatar({
  id,
  name,
  src,
  size,
  alt,
}: {
  id: string;
  name: string;
  src?: string | undefined;
  size: keyof typeof SIZES;
  alt: string;
}) {
  const [failed, setFailed] = useState<string>();
  const [loaded, setLoaded] = useState<string>();
  const pictured = src !== undefined && src !== failed;
  const named = alt !== '';
  return (
    <span
      className={clsx(
        'relative grid shrink-0 place-items-center overflow-hidden rounded-full font-medium select-none',
        SIZES[size],
        colourOf(id),
      )}
      {...(named ? { role: 'img', 'aria-label': alt } : { 'aria-hidden': true })}
    >
      {initials(name, id)}
      {pictured && (
        // eslint-disable-next-line @next/next/no-img-element -- next/image would fetch on its own; our route already guards and caches.
        <img
          src={src}
          alt=""
          loading="lazy"
          decoding="async"
          // A ground under transparent pictures, but not before there is one: the initials show until then.
          className={clsx('absolute inset-0 size-full object-cover', src === loaded && 'bg-raised')}
          onLoad={() => setLoaded(src)}
          onError={() => setFailed(src)}
          ref={(image) => {
            // An image that failed before hydration has fired its error event already.
            if (image?.complete === true && image.currentSrc && image.naturalWidth === 0) setFailed(src);
          }}
        />
      )}
    </span>
  );
}
