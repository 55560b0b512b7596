/**
 * Every figure of the interface is written here, so that server and browser render the same text and two pages
 * never show one value in two ways. Values are raw; nothing here rounds what is sorted, summed or exported.
 */

/** The one locale of the interface (text is English). */
export const LOCALE = 'en-US';

/** What stands where a figure was not reported. Spoken as `NOT_REPORTED_SPOKEN`. */
export const NOT_REPORTED = '—';
export const NOT_REPORTED_SPOKEN = 'not reported';

const cache = new Map<string, Intl.NumberFormat>();

function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = locale + JSON.stringify(options);
  let format = cache.get(key);
  if (format === undefined) cache.set(key, (format = new Intl.NumberFormat(locale, options)));
  return format;
}

/** Without the sign of a negative zero. */
const plain = (value: number) => (Object.is(value, -0) ? 0 : value);

/** Requests or tokens in full, grouped: `1,204`. */
export function formatCount(value: number, locale = LOCALE): string {
  return numberFormat(locale, { maximumFractionDigits: 2 }).format(plain(value));
}

/** Requests or tokens for a table: in full up to 99,999, above that with one decimal: `1.2M`. */
export function formatCountCompact(value: number, locale = LOCALE): string {
  if (Math.abs(value) <= 99_999) return formatCount(value, locale);
  return numberFormat(locale, {
    notation: 'compact',
    minimumFractionDigits: 0,
    maximumFractionDigits: 1,
  }).format(value);
}

/** US dollars for a table: `$0.00`, `<$0.01`, else two decimals, never three, never compact. */
export function formatCost(usd: number, locale = LOCALE): string {
  const dollars = numberFormat(locale, {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  if (usd > 0 && usd < 0.01) return `<${dollars.format(0.01)}`;
  return dollars.format(plain(usd));
}

/** US dollars where there is room: as in a table, but below one cent exact, up to six significant digits. */
export function formatCostExact(usd: number, locale = LOCALE): string {
  if (!(usd > 0 && usd < 0.01)) return formatCost(usd, locale);
  return numberFormat(locale, {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
    maximumSignificantDigits: 6,
  }).format(usd);
}

/** Whether a rate is a fraction from 0 to 1; others are shown as received, and marked. */
export function isFraction(rate: number): boolean {
  return rate >= 0 && rate <= 1;
}

/**
 * An error rate (fraction 0 to 1): `0%`, `<0.1%`, one decimal, and `100%` only when exactly 1. Without requests
 * there is no rate. A value outside 0 to 1 is written as received.
 */
export function formatErrorRate(rate: number, requests: number, locale = LOCALE): string {
  if (!isFraction(rate)) return formatPercent(rate, locale);
  if (requests === 0) return NOT_REPORTED;
  if (rate === 0) return '0%';
  if (rate < 0.001) return '<0.1%';
  if (rate < 1 && rate >= 0.9995) return '99.9%';
  return formatPercent(rate, locale);
}

function formatPercent(fraction: number, locale: string): string {
  return numberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }).format(plain(fraction));
}

/** What stands behind an error rate: `about 14 of 1,204 requests`. The wire carries the rate only, hence "about". */
export function formatFailedRequests(rate: number, requests: number, locale = LOCALE): string {
  const failed = Math.round(rate * requests);
  const noun = requests === 1 ? 'request' : 'requests';
  if (rate > 0 && failed === 0) return `less than 1 of ${formatCount(requests, locale)} ${noun}`;
  return `about ${formatCount(failed, locale)} of ${formatCount(requests, locale)} ${noun}`;
}

/** US dollars beside an axis with marks every `step` dollars: `$1.2K`, `$0.50`, `$0`. */
export function formatCostAxis(usd: number, step: number, locale = LOCALE): string {
  return numberFormat(locale, {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: 'narrowSymbol',
    ...(usd >= 1_000
      ? { notation: 'compact', minimumFractionDigits: 0, maximumFractionDigits: 1 }
      : usd === 0 || Number.isInteger(step)
        ? { maximumFractionDigits: 0 }
        : step >= 0.01
          ? { minimumFractionDigits: 2, maximumFractionDigits: 2 }
          : { maximumSignificantDigits: 3 }),
  }).format(plain(usd));
}

/** Requests, tokens or errors beside an axis: `1.5K`, `800`. */
export function formatCountAxis(value: number, locale = LOCALE): string {
  if (Math.abs(value) < 1_000) return formatCount(value, locale);
  return numberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 }).format(value);
}

/** A change against before (fraction): `+12.4%`, `-3%`, `+1,240%`, `+<0.1%`, `0%` only when nothing changed. */
export function formatChange(change: number, locale = LOCALE): string {
  if (change === 0) return '0%';
  if (Math.abs(change) < 0.001) return `${change > 0 ? '+' : '-'}<0.1%`;
  return numberFormat(locale, {
    style: 'percent',
    signDisplay: 'always',
    maximumFractionDigits: Math.abs(change) >= 10 ? 0 : 1,
  }).format(change);
}

/** A place in a ranking: `1st`, `12th`, `1,022nd`. */
export function formatOrdinal(place: number, locale = LOCALE): string {
  const rule = new Intl.PluralRules(locale, { type: 'ordinal' }).select(place);
  return `${formatCount(place, locale)}${ORDINAL_ENDS[rule]}`;
}

const ORDINAL_ENDS: Record<Intl.LDMLPluralRule, string> = {
  one: 'st',
  two: 'nd',
  few: 'rd',
  many: 'th',
  other: 'th',
  zero: 'th',
};
