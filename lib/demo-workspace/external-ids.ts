import type { IdentityKind } from './demo-identity';
import type { Random } from './random';

/** External ids in the forms that callers choose. `place` is unique within the workspace, so ids are. */
export function externalIdOf(
  kind: IdentityKind,
  place: number,
  about: { slug: string; version?: number },
  random: Random,
): string {
  const number = String(place).padStart(4, '0');
  switch (kind) {
    case 'person':
      return personId(place, about.slug, random);
    case 'team':
      return random.chance(0.4)
        ? `org/${place % 89}/team/${Math.floor(place / 89)}`
        : `team-${about.slug}-${number}`;
    case 'client': {
      const code = (1_679_616 + place * 31).toString(36);
      return random.chance(0.15) ? `CUST_${code.toUpperCase()}` : `cust_${code}`;
    }
    case 'project':
      return `proj:${about.slug}-${number}@${about.version ?? 1}`;
    case 'machine':
      return random.chance(0.35) ? `ci#${place}` : `svc.${about.slug}-${number}`;
  }
}

function personId(place: number, handle: string, random: Random): string {
  switch (
    random.weighted([
      ['user', 45],
      ['uuid', 20],
      ['email', 12],
      ['auth0', 13],
      ['zeros', 10],
    ] as const)
  ) {
    case 'user':
      return `user_${10_000 + place * 29}`;
    case 'uuid':
      return uuid(place, random);
    case 'email':
      return `${handle}+${place}@mail.example`;
    case 'auth0':
      return `auth0|${distinct(place)}${hex(random, 16)}`;
    case 'zeros':
      return String(place).padStart(6, '0');
  }
}

function hex(random: Random, length: number): string {
  let text = '';
  while (text.length < length) text += random.whole(0, 15).toString(16);
  return text;
}

/** Eight digits of which no two places have the same: an odd factor permutes 32 bits. Chance repeats itself among a million. */
function distinct(place: number): string {
  return (Math.imul(place, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0');
}

function uuid(place: number, random: Random): string {
  const text = hex(random, 24);
  return `${distinct(place)}-${text.slice(0, 4)}-4${text.slice(5, 8)}-${random.pick(['8', '9', 'a', 'b'])}${text.slice(9, 12)}-${text.slice(12)}`;
}
