'use client';

import type { ReactNode } from 'react';
import { CHART, type DaysDrawing, type MetricDrawing } from '@/lib/reporting/chart-drawing';

/**
 * The drawing of a chart, the same on the server and in the browser. A component of the browser although it does
 * nothing there: elements of server components may be streamed apart from each other, and inside of an SVG that takes
 * an inline style, which the content policy forbids.
 *
 * Decoration: the names of the days and the table say what it shows.
 */
export function ChartDrawing({ days, metrics }: { days: DaysDrawing; metrics: MetricDrawing[] }) {
  return (
    <>
      <div className="usage-marks">
        {metrics.map(({ metric, marks }) => (
          <svg key={metric} data-metric={metric} aria-hidden="true" width="48" height={CHART.height}>
            {marks.map(({ at, text }) => (
              <text key={at} x="40" y={at + 4} textAnchor="end">
                {text}
              </text>
            ))}
          </svg>
        ))}
      </div>
      <svg aria-hidden="true" width="100%" height={CHART.height}>
        <Plot days={days.count}>
          <path d={days.weekends} className="usage-weekend" />
        </Plot>
        {days.names.map(({ at, text }) => (
          <text key={at} x={at} y={CHART.names} textAnchor="middle">
            {text}
          </text>
        ))}
        {metrics.map(({ metric, marks, bars, unfinished, none, gaps }) => (
          <g key={metric} data-metric={metric}>
            {marks.map(({ at }) => (
              <line key={at} x1="0" x2="100%" y1={at} y2={at} className="usage-grid" />
            ))}
            <Plot days={days.count}>
              <path d={gaps} className="usage-gap" />
              <path d={none} className="usage-none" />
              <path d={bars} className="usage-bar" />
              <path d={unfinished} className="usage-bar usage-unfinished" />
            </Plot>
          </g>
        ))}
      </svg>
    </>
  );
}

/** A box of as many units as there are days, stretched to the width at hand. */
function Plot({ days, children }: { days: number; children: ReactNode }) {
  return (
    <svg
      y={CHART.top}
      width="100%"
      height={CHART.plot}
      viewBox={`0 0 ${days} ${CHART.plot}`}
      preserveAspectRatio="none"
    >
      {children}
    </svg>
  );
}
