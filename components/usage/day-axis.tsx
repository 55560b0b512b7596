import { formatDate } from '@/lib/format/times';
import type { UsageDay } from '@/lib/reporting/daily-usage';
import { BASE, CHART_HEIGHT } from './usage-plot';

/** Every how manieth day is named, so that names keep apart on a phone too. */
const EVERY: Record<number, number> = { 7: 1, 30: 7, 90: 21 };

/** The days below the bars, counted back from today, and the weekends behind the bars. */
export function DayAxis({ days, today }: { days: readonly UsageDay[]; today: string }) {
  const every = EVERY[days.length] ?? 7;
  const share = 100 / days.length;
  return (
    <svg aria-hidden="true" width="100%" height={CHART_HEIGHT} className="usage-days">
      {days.map(({ date }, at) =>
        isWeekend(date) ? (
          <rect
            key={date}
            x={percent(at * share)}
            width={percent(share)}
            y="8"
            height={BASE - 8}
            className="usage-weekend"
          />
        ) : null,
      )}
      {days.map(({ date }, at) =>
        (days.length - 1 - at) % every === 0 ? (
          <text key={date} x={percent((at + 0.5) * share)} y={BASE + 17} textAnchor="middle">
            {nameOf(date, today, every === 1)}
          </text>
        ) : null,
      )}
    </svg>
  );
}

function nameOf(date: string, today: string, daily: boolean): string {
  if (date === today) return 'Today';
  const [weekday = '', ...day] = formatDate(date, today).split(' ');
  return daily ? weekday : day.slice(0, 2).join(' ');
}

function isWeekend(date: string): boolean {
  return [0, 6].includes(new Date(`${date}T12:00:00Z`).getUTCDay());
}

function percent(share: number): string {
  return `${Math.round(share * 1000) / 1000}%`;
}
