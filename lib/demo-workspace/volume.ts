import type { IdentityKind, Rhythm, UsagePlan } from './demo-identity';
import type { Random } from './random';

/** How much an identity uses: by kind, so that over all kinds the shares of the specification come out. */
export type Volume = 'never' | 'dormant' | 'light' | 'regular' | 'heavy' | 'top';

/** Over all, the cast included: 17 % never, 9 % dormant, 41 % 1 to 60 requests, 26 % to 2,000, 6 % to 40,000, 1 % above. */
export const VOLUMES: Record<IdentityKind, readonly (readonly [Volume, number])[]> = {
  person: [
    ['never', 18],
    ['dormant', 10],
    ['light', 49.3],
    ['regular', 21.9],
    ['heavy', 0.8],
  ],
  team: [
    ['never', 8],
    ['dormant', 6],
    ['light', 22],
    ['regular', 51],
    ['heavy', 13],
  ],
  client: [
    ['never', 12],
    ['dormant', 6],
    ['light', 16],
    ['regular', 42],
    ['heavy', 18],
    ['top', 6],
  ],
  project: [
    ['never', 16],
    ['dormant', 7],
    ['light', 18],
    ['regular', 28],
    ['heavy', 23],
    ['top', 8],
  ],
  machine: [
    ['never', 15],
    ['dormant', 5.5],
    ['light', 7],
    ['regular', 13],
    ['heavy', 45],
    ['top', 14.5],
  ],
};

/** Median tokens a request of the three products. */
const PRODUCTS = { support: 350, writing: 1_900, coding: 6_500 };
/** Model classes: picodollars a token, so $0.10, $0.60, $2.50, $5 and $12 a million tokens. */
const PRICES = [100_000, 600_000, 2_500_000, 5_000_000, 12_000_000] as const;

/** `cost` bounds what most of them spend in 30 days, in dollars. */
type Mix = {
  products: readonly (readonly [keyof typeof PRODUCTS, number])[];
  prices: readonly number[];
  cost?: readonly [number, number];
};
/**
 * The coding assistant with the best model is what steady users spend on; floods of requests are cheap ones. One client
 * of the edge cast spends $123,456.78, so the bounds keep the others broad: the top 1 % then holds half of the cost and
 * the top 10 % most of it, as in a workspace with one very large customer.
 */
const MIX: Record<Exclude<Volume, 'never'>, Mix> = {
  dormant: {
    products: [
      ['support', 3],
      ['writing', 5],
      ['coding', 2],
    ],
    prices: [3, 3, 3, 1, 1],
  },
  light: {
    products: [
      ['support', 3],
      ['writing', 5],
      ['coding', 2],
    ],
    prices: [3, 3, 3, 1, 1],
  },
  regular: {
    products: [
      ['support', 1],
      ['writing', 3],
      ['coding', 6],
    ],
    prices: [1, 1, 2, 4, 8],
    cost: [44, 400],
  },
  heavy: {
    products: [
      ['support', 3],
      ['writing', 4],
      ['coding', 3],
    ],
    prices: [2, 3, 4, 2, 1],
    cost: [380, 900],
  },
  top: {
    products: [
      ['support', 7],
      ['writing', 2],
    ],
    prices: [3, 4, 2, 1, 0],
    cost: [350, 1000],
  },
};

/** Draws how an identity uses the products; `undefined` when it never does. */
export function usageOf(
  volume: Volume,
  kind: IdentityKind,
  rhythm: Rhythm,
  random: Random,
): UsagePlan | undefined {
  if (volume === 'never') return undefined;
  const mix = MIX[volume];
  const { requests, tokensPerRequest, picoPerToken } = spendingOf(volume, mix, random);
  const troubled = random.chance(0.04);
  const steady = volume === 'heavy' || volume === 'top';
  return {
    requests,
    tokensPerRequest,
    picoPerToken,
    errorRate: troubled ? 0.05 + 0.15 * random.next() : Math.min(0.04, random.logNormal(0.0038, 0.8)),
    rhythm: kind === 'machine' ? 'flat' : rhythm,
    activeDays: steady
      ? 1
      : volume === 'regular'
        ? Math.min(0.9, 0.3 + requests / 1500)
        : 0.12 + requests / 150,
    ...(volume === 'dormant' && { dormant: true }),
    // 0.04 %: a rate that is not zero and must not be shown as zero.
    ...(steady &&
      !troubled &&
      random.chance(0.08) && { exactErrors: Math.max(1, Math.round(requests * 0.0004)) }),
  };
}

function spendingOf(volume: Exclude<Volume, 'never'>, mix: Mix, random: Random) {
  const draw = () => ({
    requests: requestsOf(volume, random),
    tokensPerRequest: Math.max(20, random.logNormal(PRODUCTS[random.weighted(mix.products)], 0.65)),
    picoPerToken: random.weighted(PRICES.map((price, at) => [price, mix.prices[at] ?? 0] as const)),
  });
  let spending = draw();
  // Some spend whatever they spend: support bots that answer millions for a few dollars.
  if (mix.cost === undefined || random.chance(0.08)) return spending;
  const [least, most] = mix.cost;
  const cost = () => (spending.requests * spending.tokensPerRequest * spending.picoPerToken) / 1e12;
  for (let tries = 0; tries < 200 && (cost() < least || cost() > most); tries += 1) spending = draw();
  return spending;
}

function requestsOf(volume: Exclude<Volume, 'never'>, random: Random): number {
  const between = (low: number, high: number, draw: () => number): number => {
    for (let tries = 0; tries < 50; tries += 1) {
      const value = Math.round(draw());
      if (value >= low && value <= high) return value;
    }
    return low;
  };
  switch (volume) {
    case 'dormant':
      return between(1, 900, () => random.logNormal(14, 1.4));
    case 'light':
      return between(1, 60, () => random.logNormal(11, 1.1));
    case 'regular':
      return between(61, 2_000, () => random.logNormal(640, 0.9));
    case 'heavy':
      return between(2_001, 40_000, () => random.logNormal(6_500, 0.8));
    case 'top':
      // Pareto.
      return between(40_001, 1_500_000, () => 40_001 * (1 - random.next()) ** (-1 / 1.4));
  }
}
