import { avatarUrl, type AvatarForm } from './avatar-slug';
import type { IdentityKind, IdentityPlan, Rhythm } from './demo-identity';
import { externalIdOf } from './external-ids';
import { metadataOf } from './metadata';
import { domainOf, firmOf, machineOf, projectOf, teamOf } from './names/organisations';
import { personOf, type Person } from './names/people';
import { shareAt, shuffledPlace } from './quota';
import { randomFor, type Random } from './random';
import { tagsOf } from './tags';
import { usageOf, VOLUMES, type Volume } from './volume';

/** Everyone who is neither edge cast nor story: drawn one by one from the seed, with exact shares. */

const KINDS: readonly (readonly [IdentityKind, number])[] = [
  ['person', 74],
  ['team', 11],
  ['client', 8],
  ['project', 5],
  ['machine', 2],
];

const AVATARS: Record<IdentityKind, { form: AvatarForm; share: number }> = {
  person: { form: 'person', share: 0.45 },
  team: { form: 'team', share: 0.25 },
  client: { form: 'firm', share: 0.42 },
  project: { form: 'project', share: 0.2 },
  machine: { form: 'machine', share: 0.05 },
};

/** Identity number `index` of a crowd of `size`. */
export function crowdMember(
  index: number,
  about: { size: number; seed: number; today: number; avatarOrigin: string },
): IdentityPlan {
  const { size, seed, avatarOrigin } = about;
  const place = (name: string) => shuffledPlace(index, size, seed, name);
  const random = randomFor(seed, 'crowd', index);
  const kind = shareAt(place('kind'), size, KINDS);
  const volume = shareAt(place('volume'), size, VOLUMES[kind]);
  const who = someone(kind, place('gaps') / size, random);
  const externalId = externalIdOf(kind, place('number'), who, random);
  const { tags, imported } = tagsOf(index, size, seed, kind, random);
  const metadata = metadataOf(
    { index, size, seed, kind, person: who.person, tags, imported, today: about.today },
    random,
  );
  const look = AVATARS[kind];
  const times = timesOf(volume, imported, random);
  return {
    kind,
    externalId,
    displayName: who.displayName,
    email: who.email,
    avatarUrl: random.chance(look.share) ? avatarUrl(avatarOrigin, look.form, externalId) : undefined,
    tags,
    metadata,
    ...times,
    usage: usageOf(volume, kind, rhythmOf(who.person, random), random),
  };
}

type Someone = {
  slug: string;
  version?: number;
  displayName?: string | undefined;
  email?: string | undefined;
  person?: Person;
};

function someone(kind: IdentityKind, gap: number, random: Random): Someone {
  switch (kind) {
    case 'person': {
      const person = personOf(random);
      const email = personEmail(person, random);
      // 6 % lack a name, 4 % an email, 3 % both.
      const named = gap >= 0.09;
      const reachable = gap < 0.06 || (named && gap < 0.96);
      return {
        slug: person.handle,
        person,
        displayName: named ? person.displayName : undefined,
        email: reachable ? email : undefined,
      };
    }
    case 'team': {
      const team = teamOf(random);
      return { ...team, email: random.chance(0.5) ? `${team.slug}@harbour-desk.example` : undefined };
    }
    case 'client': {
      const firm = firmOf(random);
      return {
        ...firm,
        email: random.chance(0.7)
          ? `${random.pick(['billing', 'hello', 'accounts', 'it'])}@${domainOf(firm.slug, random)}`
          : undefined,
      };
    }
    case 'project':
      return projectOf(random);
    case 'machine':
      return machineOf(random);
  }
}

function personEmail(person: Person, random: Random): string {
  const domain = random.chance(0.35)
    ? random.pick(['example.com', 'example.org', 'example.net'])
    : domainOf(firmOf(random).slug, random);
  const [given = '', family = ''] = person.handle.split('.');
  const local = random.weighted([
    [person.handle, 6],
    [`${given.charAt(0)}.${family}`, 2],
    [`${given}${random.whole(1, 99)}`, 2],
    [`${given}_${family}`, 1],
  ] as const);
  return `${local}@${domain}`;
}

/** Share of those with this volume that were created within a day. */
const TODAY: Partial<Record<Volume, number>> = { never: 0.007, light: 0.012 };

function timesOf(
  volume: Volume,
  imported: boolean,
  random: Random,
): Pick<IdentityPlan, 'created' | 'updatedMinutesAgo'> {
  // Some came in today, a few of them without a request yet: the top of the list.
  if (!imported && random.chance(TODAY[volume] ?? 0))
    return { created: { minutesAgo: random.whole(4, 1_300) } };
  const least = volume === 'dormant' ? 40 : volume === 'heavy' || volume === 'top' ? 45 : 1;
  const ageDays = imported ? 47.6 + random.next() * 0.01 : least + 0.02 + 880 * random.next() ** 1.6;
  const updatedMinutesAgo = random.chance(0.3)
    ? undefined
    : Math.floor((ageDays - 0.01) * 1_440 * random.next() ** 2) + 1;
  return { created: { ageDays }, updatedMinutesAgo };
}

function rhythmOf(person: Person | undefined, random: Random): Rhythm {
  if (person === undefined)
    return random.weighted([
      ['europe', 6],
      ['america', 3],
      ['asia', 2],
    ] as const);
  if (person.language === 'ar' || person.language === 'he' || person.language === 'fa') return 'gulf';
  return person.region === 'us' ? 'america' : person.region === 'apac' ? 'asia' : 'europe';
}
