/** A span of time, in milliseconds since 1970. */
export type Span = { from: number; to: number };

/**
 * How long each frame of a recording is shown, in milliseconds, when only a span of it is wanted and some of that is cut
 * out. A frame stands until the next one came; the one before the span stands at its beginning.
 *
 * @param frames in the order of their times
 * @param cuts in order, not overlapping
 */
export function timeline<Frame extends { at: number }>(
  frames: readonly Frame[],
  span: Span,
  cuts: readonly Span[],
): { shown: { frame: Frame; ms: number }[]; length: number; placeOf: (at: number) => number } {
  const within = cuts
    .map(({ from, to }) => ({ from: Math.max(from, span.from), to: Math.min(to, span.to) }))
    .filter(({ from, to }) => to > from);
  /** The place of a moment in what is left. */
  const placeOf = (at: number) => {
    const moment = Math.min(Math.max(at, span.from), span.to);
    const cutBefore = within.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to, moment) - from), 0);
    return moment - span.from - cutBefore;
  };
  const kept = frames.filter(
    ({ at }) => at < span.to && !within.some(({ from, to }) => at >= from && at < to),
  );
  const shown = kept
    .map((frame, index) => ({
      frame,
      ms: placeOf(kept[index + 1]?.at ?? span.to) - (index === 0 ? 0 : placeOf(frame.at)),
    }))
    // Those before the span, but the last of them.
    .filter(({ ms }) => ms > 0);
  return { shown, length: placeOf(span.to), placeOf };
}
