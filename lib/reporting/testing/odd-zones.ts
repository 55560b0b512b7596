import 'server-only';
import fc from 'fast-check';

/** Zones whose days are unlike those of UTC, each in its own way. */
export const ODD_ZONES = [
  'UTC',
  // The furthest ahead and behind.
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  // Days that begin on a half and on a quarter of an hour.
  'Asia/Kolkata',
  'Asia/Kathmandu',
  // Clocks that move by an hour, in both hemispheres, and by half an hour.
  'Europe/Berlin',
  'America/New_York',
  'America/Santiago',
  'Australia/Lord_Howe',
  // Left out the 30th of December 2011.
  'Pacific/Apia',
] as const;

/** Days on which clocks of these zones are moved, and the one that Samoa left out. */
const CHANGES = [
  '2026-03-08',
  '2026-03-29',
  '2026-04-05',
  '2026-09-06',
  '2026-10-04',
  '2026-10-25',
  '2026-11-01',
  '2011-12-30',
];
const HOUR = 3_600_000;

/** A moment within some weeks of a day on which clocks are moved; often within hours. */
export const aroundClockChange: fc.Arbitrary<Date> = fc
  .tuple(
    fc.constantFrom(...CHANGES),
    fc.oneof(
      fc.integer({ min: -30 * HOUR, max: 30 * HOUR }),
      fc.integer({ min: -40 * 24 * HOUR, max: 40 * 24 * HOUR }),
    ),
  )
  .map(([day, offset]) => new Date(Date.parse(day) + offset));
