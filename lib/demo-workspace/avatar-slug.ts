import { hash32 } from './random';

/** What an avatar shows. */
export const AVATAR_FORMS = ['person', 'team', 'firm', 'project', 'machine'] as const;
export type AvatarForm = (typeof AVATAR_FORMS)[number];

/** The name of a drawing: its form and seven letters or digits that decide the rest. ASCII, stable for an external id. */
export function avatarSlug(form: AvatarForm, externalId: string): string {
  return `${form}-${hash32(externalId).toString(36).padStart(7, '0')}`;
}

/** The address of a drawing of this program. */
export function avatarUrl(origin: string, form: AvatarForm, externalId: string): string {
  return `${origin}/demo-avatars/${avatarSlug(form, externalId)}.svg`;
}

/** The form and the seed of a drawing's name, or `undefined` when no drawing has that name. */
export function parseAvatarSlug(slug: string): { form: AvatarForm; seed: string } | undefined {
  const [, name, seed] = /^([a-z]+)-([a-z0-9]{1,16})$/.exec(slug) ?? [];
  const form = AVATAR_FORMS.find((known) => known === name);
  return form === undefined || seed === undefined ? undefined : { form, seed };
}
