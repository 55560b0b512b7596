/** How much of its pauses a telling takes. `none` waits for nothing but the page: so tests tell a story. */
export const PACES = { none: 0, fast: 0.55, normal: 1, slow: 1.7 } as const;
export type Pace = keyof typeof PACES;

/** Times of a person at work and of one who watches, in milliseconds at the normal pace. */
export const TIMES = {
  /** Between two keys. */
  key: 75,
  /** The way of the pointer: at least, and for each pixel. */
  glide: 320,
  glidePixel: 0.55,
  /** From there to the press of the button. */
  aim: 180,
  /** After something was done, to see what came of it. */
  after: 550,
  /** A look at something that is shown. */
  look: 1_300,
  /** A caption: at least, and for each letter. */
  caption: 700,
  captionLetter: 38,
} as const;
