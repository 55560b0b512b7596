import { formatCost, LOCALE } from './numbers';

/** Changes from one period to the next, always with their sign. */

/** A change in US dollars: `+$12.40`, `−$0.52`, `+<$0.01`, `$0.00`. */
export function formatCostChange(usd: number, locale = LOCALE): string {
  return usd === 0 ? formatCost(0, locale) : `${sign(usd)}${formatCost(Math.abs(usd), locale)}`;
}

/**
 * A relative change (0.5 is half more): `+50%`, `−3.2%`, `<0.1%` either way as `±0%`. From a thousand per cent on it is
 * said as a factor, `×21`, as nobody reads `+2,000%`.
 */
export function formatRelativeChange(fraction: number, locale = LOCALE): string {
  if (Math.abs(fraction) < 0.0005) return '±0%';
  if (fraction >= 10) return `×${plainNumber(fraction + 1, 0, locale)}`;
  const percent = Math.abs(fraction) * 100;
  return `${sign(fraction)}${plainNumber(percent, percent < 10 ? 1 : 0, locale)}%`;
}

function sign(value: number): string {
  return value < 0 ? '−' : '+';
}

function plainNumber(value: number, places: number, locale: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: places }).format(value);
}
