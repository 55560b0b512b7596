import 'server-only';
import { settings } from './settings';

/** Now, or the moment at which a demo stands still. */
export function presentTime(): Date {
  const { DEMO_NOW } = settings();
  return DEMO_NOW === undefined ? new Date() : new Date(DEMO_NOW);
}
