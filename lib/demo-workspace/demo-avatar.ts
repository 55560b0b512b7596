import { firm, machine, project, team } from './avatar-marks';
import { portrait } from './avatar-portrait';
import { parseAvatarSlug, type AvatarForm } from './avatar-slug';
import { randomFor, type Random } from './random';

const DRAW: Record<AvatarForm, (random: Random) => string> = {
  person: portrait,
  team,
  firm,
  project,
  machine,
};

/**
 * The drawing of a slug such as `person-0a1b2c3`: an SVG of 64 by 64 under 2 KB, always the same for a slug, without
 * text, script or anything from elsewhere. `undefined` when the slug has no form that is known.
 */
export function demoAvatar(slug: string): string | undefined {
  const parsed = parseAvatarSlug(slug);
  if (parsed === undefined) return undefined;
  const drawing = DRAW[parsed.form](randomFor(0, 'avatar', parsed.form, parsed.seed));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64">${drawing}</svg>`;
}
