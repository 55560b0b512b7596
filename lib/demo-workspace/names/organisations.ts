import type { Random } from '../random';
import { asciiOf } from './language';

/** Invented firms, teams, projects and machines. */

const FIRM_FIRST =
  'Harbour, Bluebird, Fjord, Larkspur, Copperline, Hazel & Finch, Tideway, Marlow, Quillon, Saltmarsh, Redwood Bay, Orchid, Pinnacle, Lantern, Velvet Oak, Stonebridge, Amberley, Cedar Row, Kestrel, Ivory Gate, Zenith, Nordlicht, Żubr, Añil, Plume d’Or, Sól, 青空, Оріон, Sakura, Baobab, Monsoon, Tamarind, Papyrus, Almadén, Grünwald, Ærø'.split(
    ', ',
  );
const FIRM_SECOND =
  'Books, Logistics, Insurance, Foods, Pharmacy, Airways, Legal, Press, Energy, Textiles, Robotics, Dental, Mutual, Studios, Savings, Gardens, Optics, Ceramics, Rail, Learning'.split(
    ', ',
  );
const FIRM_FORM = [
  'Ltd',
  'GmbH',
  'B.V.',
  'Inc.',
  'S.A.',
  'Sp. z o.o.',
  'Pty Ltd',
  'K.K.',
  'A/S',
  'Oy',
  'LLC',
];

const TEAM_WORK =
  'Support, Claims, Editorial, Onboarding, Billing, Research, Field sales, Localisation, Trust & safety, Platform, Data, Finance, Legal, Warehouse, Night desk, Success'.split(
    ', ',
  );
const TEAM_PLACE =
  'Lisbon, Amsterdam, Warsaw, Osaka, Nairobi, Austin, Bengaluru, Montréal, São Paulo, Tbilisi, Gdańsk, İzmir, Kyiv, Seoul, Perth, Leeds, Reykjavík, Đà Nẵng'.split(
    ', ',
  );

const PROJECT_WHAT =
  'KB search, Ticket triage, Reply drafts, Contract review, Release notes, Tone check, Code review, Invoice reader, Meeting notes, Glossary, Ghostwriter, Churn radar, Voice menu, Test writer, Alt text, Policy bot, Onboarding tour, Log explainer'.split(
    ', ',
  );

const MACHINE_WHAT =
  'nightly-eval, embeddings, regression, ingest, summariser, crawler, backfill, moderation, digest, replay, canary, translator, redactor, indexer'.split(
    ', ',
  );

/** A name with its ASCII form for ids and addresses. */
export type Organisation = { displayName?: string; slug: string };

/** A firm, mostly without its legal form, as people write it. */
export function firmOf(random: Random): Organisation {
  const name = `${random.pick(FIRM_FIRST)} ${random.pick(FIRM_SECOND)}`;
  return {
    displayName: random.chance(0.25) ? `${name} ${random.pick(FIRM_FORM)}` : name,
    slug: slugOf(name),
  };
}

/** A team, such as "Support, Lisbon". */
export function teamOf(random: Random): Organisation {
  const work = random.pick(TEAM_WORK);
  const place = random.pick(TEAM_PLACE);
  return { displayName: `${work}, ${place}`, slug: slugOf(`${place} ${work}`) };
}

/** A project with its version, such as "KB search v2". */
export function projectOf(random: Random): Organisation & { version: number } {
  const what = random.pick(PROJECT_WHAT);
  const version = random.weighted([
    [1, 5],
    [2, 4],
    [3, 2],
    [7, 1],
  ] as const);
  return { displayName: `${what} v${version}`, slug: slugOf(what), version };
}

/** A machine: it has no name, only an id. */
export function machineOf(random: Random): Organisation {
  return { slug: random.pick(MACHINE_WHAT) };
}

/** Where a firm's people have their addresses: reserved domains only (RFC 2606, RFC 6761). */
export function domainOf(slug: string, random: Random): string {
  return random.weighted([
    [`${slug}.example`, 5],
    [`${slug}.test`, 1],
    [`mail.${slug}.example`, 1],
  ] as const);
}

function slugOf(name: string): string {
  const ascii = name
    .split(' ')
    .map(asciiOf)
    .filter((part) => part !== '')
    .join('-');
  return ascii === '' ? 'firm' : ascii;
}
