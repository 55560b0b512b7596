/** Periods that reports speak of, in days; today is the last of them. */
export const PERIODS = [7, 30, 90] as const;
export type PeriodDays = (typeof PERIODS)[number];
/** The period of a view that names none. */
export const PERIOD_DEFAULT: PeriodDays = 30;

/** A span of whole days of a zone, and the one of the same length before it. */
export type ReportingWindow = {
  /** IANA name. */
  timeZone: string;
  days: PeriodDays;
  /** Start, inclusive. */
  from: Date;
  /** End, exclusive: the end of today. */
  to: Date;
  /** Start of the window before, which ends at `from`. */
  before: Date;
  /** The days, oldest first, `YYYY-MM-DD`. */
  dates: string[];
};

/** What a text says of a period, the default when it says nothing that is known. */
export function periodOf(text: string | undefined): PeriodDays {
  return PERIODS.find((days) => String(days) === text) ?? PERIOD_DEFAULT;
}
