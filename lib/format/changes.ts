import { formatCost, LOCALE } from './numbers';

/** A change in US dollars, always with its sign: `+$12.40`, `-$0.52`, `+<$0.01`; `$0.00` when nothing changed. */
export function formatCostChange(usd: number, locale = LOCALE): string {
  if (usd === 0) return formatCost(0, locale);
  return `${usd < 0 ? '-' : '+'}${formatCost(Math.abs(usd), locale)}`;
}

/** A part of a whole (fraction): `41%`, `3.2%`, `<0.1%`; `100%` only of all of it. */
export function formatShare(fraction: number, locale = LOCALE): string {
  if (fraction > 0 && fraction < 0.001) return '<0.1%';
  if (fraction > 0.999 && fraction < 1) return '>99.9%';
  const places = fraction < 0.1 ? 1 : 0;
  return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: places }).format(
    places === 0 && fraction < 1 ? Math.min(0.99, fraction) : fraction,
  );
}
