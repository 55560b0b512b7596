import { readFileSync } from 'node:fs';

/**
 * Preloaded into a desk under test: its clock runs ahead by the milliseconds in CLOCK_FILE. So a journey can be there a
 * quarter of an hour later without waiting for it.
 */

const RealDate = Date;

class ShiftedDate extends RealDate {
  constructor(...parts) {
    if (parts.length === 0) super(ShiftedDate.now());
    else super(...parts);
  }
  static now() {
    return RealDate.now() + Number(readFileSync(process.env.CLOCK_FILE, 'utf8'));
  }
  // Own, not inherited: Next wraps the class and takes only its own members with it.
  static UTC = RealDate.UTC;
  static parse = RealDate.parse;
  static [Symbol.hasInstance](value) {
    return Object.prototype.toString.call(value) === '[object Date]';
  }
}
globalThis.Date = ShiftedDate;
