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
      return uuid(random);
    case 'email':
      return `${handle}+${place}@mail.example`;
    case 'auth0':
      return `auth0|${hex(random, 24)}`;
    case 'zeros':
      return String(place).padStart(6, '0');
  }
}

function hex(random: Random, length: number): string {
  let text = '';
  while (text.length < length) text += random.whole(0, 15).toString(16);
  return text;
}

function uuid(random: Random): string {
  const text = hex(random, 32);
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-4${text.slice(13, 16)}-${random.pick(['8', '9', 'a', 'b'])}${text.slice(17, 20)}-${text.slice(20)}`;
}
