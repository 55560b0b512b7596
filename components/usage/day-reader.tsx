'use client';

import { useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';

/**
 * Lets a chart be read day by day, with a pointer or with the keyboard: one stop of the Tab key, then arrows, Home and
 * End. What a day came to stands above the chart and is the name of the day's button, so that it is spoken as well.
 *
 * @param labels one for each day, oldest first: `Tue 3 Nov: $1.24, …`
 * @param children the axis beside the plot, and the plot that the days lie over
 */
export function DayReader({ labels, children }: { labels: string[]; children: ReactNode }) {
  const last = labels.length - 1;
  const [stop, setStop] = useState(last);
  const [focused, setFocused] = useState(false);
  const [pointed, setPointed] = useState<number>();
  const read = pointed ?? (focused ? stop : undefined);

  const byKey = (event: KeyboardEvent<HTMLDivElement>) => {
    const to = { ArrowLeft: stop - 1, ArrowRight: stop + 1, Home: 0, End: last }[event.key];
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const next = Math.min(last, Math.max(0, to));
    setPointed(undefined);
    setStop(next);
    const day = event.currentTarget.children.item(next);
    if (day instanceof HTMLElement) day.focus();
  };
  // By place, not by element: a finger that moves stays with the element it began on.
  const byPointer = (event: PointerEvent<HTMLDivElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const at = Math.floor(((event.clientX - left) / width) * labels.length);
    setPointed(Math.min(last, Math.max(0, at)));
  };

  return (
    <>
      <p aria-hidden="true" className="usage-readout">
        {read === undefined ? (
          <span className="text-muted">Point at a day, or use the arrow keys, to read it.</span>
        ) : (
          labels[read]
        )}
      </p>
      <div className="usage-chart">
        {children}
        <div
          role="group"
          aria-label="Days, to be read with the arrow keys"
          className="usage-stops"
          onKeyDown={byKey}
          onPointerMove={byPointer}
          onPointerDown={byPointer}
          // What a finger read stays when the finger is lifted.
          onPointerLeave={(event) => event.pointerType !== 'touch' && setPointed(undefined)}
          onFocus={() => setFocused(true)}
          onBlur={() => setFocused(false)}
        >
          {labels.map((label, at) => (
            <button
              key={label}
              type="button"
              aria-label={label}
              tabIndex={at === stop ? 0 : -1}
              data-read={at === read ? '' : undefined}
              onFocus={() => setStop(at)}
            />
          ))}
        </div>
      </div>
    </>
  );
}
