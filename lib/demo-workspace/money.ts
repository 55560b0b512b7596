/** US dollars as whole numbers of picodollars (10^-12), the finest step that the store keeps. Sums are exact. */

const PLACES = 12;

/** Picodollars of a decimal such as `0.0000312`. */
export function picoOf(decimal: string): bigint {
  const [whole = '0', fraction = ''] = decimal.split('.');
  return BigInt(whole + fraction.padEnd(PLACES, '0').slice(0, PLACES));
}

/** The decimal of an amount, without trailing zeros. */
export function decimalOf(pico: bigint): string {
  const digits = pico.toString().padStart(PLACES + 1, '0');
  const fraction = digits.slice(-PLACES).replace(/0+$/, '');
  return digits.slice(0, -PLACES) + (fraction === '' ? '' : `.${fraction}`);
}
