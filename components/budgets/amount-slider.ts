import type { UsedDay } from '@/lib/budget/what-if';

/** A logarithmic slider of amounts in US dollars, 0 to 1000: cents matter at its left as hundreds do at its right. */
export type SliderRange = { least: number; most: number };

const PLACES = 1000;

/** From a hundredth of the busiest day to three times of everything: both ends stop everything or nothing. */
export function sliderRange(days: readonly UsedDay[]): SliderRange {
  const all = days.reduce((sum, { cost }) => sum + cost, 0);
  const busiest = Math.max(0, ...days.map(({ cost }) => cost));
  if (all === 0) return { least: 1, most: 1000 };
  return { least: rounded(busiest / 100), most: rounded(all * 3) };
}

/** The amount at a place of the slider, to two digits that count. */
export function amountAt(place: number, { least, most }: SliderRange): number {
  return rounded(least * (most / least) ** (place / PLACES));
}

/** The place of an amount; those outside stand at the ends. */
export function placeOf(amount: number, { least, most }: SliderRange): number {
  if (amount <= least) return 0;
  return Math.min(PLACES, Math.round((PLACES * Math.log(amount / least)) / Math.log(most / least)));
}

/** Two digits that count, and nothing below a cent. */
function rounded(amount: number): number {
  return Math.max(0.01, Math.round(Number(amount.toPrecision(2)) * 100) / 100);
}
