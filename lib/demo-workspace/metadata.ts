import type { IdentityKind } from './demo-identity';
import type { Person } from './names/people';
import { shareAt, shuffledPlace } from './quota';
import type { Random } from './random';

/**
 * Usual metadata, as exact JSON text. Members are written one by one, so that order and numbers are what the text says
 * and not what an object would make of them.
 */

type Members = [string, unknown][];

const ACCOUNT_MANAGERS = [
  'Anouk Postma',
  'Emeka Afolábí',
  'Goran Petrović',
  'Hanneke ter Horst',
  'Jun Sasaki',
  'Mina Kazemi',
  'Tamsin Holloway',
];
const SOURCES = ['webinar', 'referral', 'trade fair', 'newsletter', 'docs', 'app store', 'partner', 'import'];
/** `seats` is a number everywhere but in these: someone's import wrote text. */
const TEXT_SEATS = [
  '12 seats',
  '25',
  'ten',
  '~40',
  'unlimited',
  '5-10',
  '',
  'n/a',
  '1,000',
  '3 + 2 guests',
  'see contract',
  '٢٥',
];

/** The metadata text of identity number `index`. A quarter is empty. */
export function metadataOf(
  about: {
    index: number;
    size: number;
    seed: number;
    kind: IdentityKind;
    person?: Person | undefined;
    tags: readonly string[];
    imported: boolean;
    today: number;
  },
  random: Random,
): string {
  const { index, size, seed } = about;
  const textSeats = TEXT_SEATS[shuffledPlace(index, size, seed, 'text-seats')];
  const empty = shareAt(shuffledPlace(index, size, seed, 'metadata'), size, [
    [true, 25],
    [false, 75],
  ] as const);
  if (empty && textSeats === undefined) return '{}';

  const members: Members = [];
  const plan = about.tags.find((tag) => tag === 'free' || tag === 'pro' || tag === 'enterprise') ?? 'free';
  members.push(['plan', plan]);
  if (textSeats !== undefined) members.push(['seats', textSeats]);
  else if (about.kind !== 'machine' && random.chance(about.kind === 'person' ? 0.25 : 0.7))
    members.push(['seats', seatsOf(about.kind, random)]);
  members.push(['region', about.person?.region ?? random.pick(['eu', 'us', 'apac', 'emea'])]);
  if (plan !== 'free' && random.chance(0.6)) members.push(['account_manager', random.pick(ACCOUNT_MANAGERS)]);
  if (random.chance(0.5)) members.push(['signup_source', random.pick(SOURCES)]);
  if (about.imported) members.push(['import_batch', 'orders-2025-10']);
  if (plan === 'enterprise' || random.chance(0.1))
    members.push(['contract_end', dateIn(about.today, random.whole(-60, 500))]);
  if (random.chance(0.25))
    members.push(['crm_url', `https://crm.example/accounts/${random.whole(10_000, 99_999)}`]);
  if (about.person?.latin !== undefined) members.push(['name_latin', about.person.latin]);
  if (about.person?.kana !== undefined) members.push(['name_kana', about.person.kana]);
  if (about.person !== undefined && random.chance(0.4)) members.push(['locale', about.person.language]);
  if (random.chance(0.12)) members.push(['preferences', nested(random)]);
  if (random.chance(0.04))
    members.push([
      'attributes',
      [
        { key: 'team', value: 'editorial' },
        { key: 'cost_centre', value: String(random.whole(100, 999)) },
      ],
    ]);
  return objectText(members);
}

/** The JSON text of an object with these members, in this order; a member named `__proto__` is kept. */
export function objectText(members: readonly (readonly [string, unknown])[]): string {
  return `{${members.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')}}`;
}

function seatsOf(kind: IdentityKind, random: Random): number {
  return kind === 'person' ? 1 : Math.max(2, Math.round(random.logNormal(kind === 'client' ? 60 : 14, 0.9)));
}

function dateIn(today: number, days: number): string {
  return new Date(today + days * 86_400_000).toISOString().slice(0, 10);
}

function nested(random: Random): unknown {
  const channels = {
    email: random.chance(0.7),
    push: random.chance(0.3),
    digest: { weekday: random.pick(['mon', 'thu']), hour: random.whole(6, 20) },
  };
  return random.chance(0.5)
    ? { tone: random.pick(['plain', 'warm', 'formal']), channels }
    : { tone: 'plain', editor: { spelling: { variants: { 'en-GB': true } } } };
}
