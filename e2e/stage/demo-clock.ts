/** When recorded stories happen: their pictures change only when the product does. */
export const DEMO_NOW = '2026-11-20T12:00:00Z';
