/** The tags of the demo workspace, as years of several teams tagging would leave them. */

const list = (text: string) => text.split(', ');
const prefixed = (prefix: string, text: string) => list(text).map((word) => prefix + word);

/** Core tags apart from the plans (`free`, `pro`, `enterprise`), with their skew. */
export const CORE_TAGS: readonly (readonly [string, number])[] = [
  ['eu', 26],
  ['us', 16],
  ['apac', 11],
  ['beta', 8],
  ['trial', 6],
  ['churn-risk', 5],
  ['internal', 4],
  ['vip', 3],
  ['partner', 2],
  ['gdpr-request', 1.5],
  ['suspended', 1],
];

const MONTHS = [2024, 2025].flatMap((year) =>
  Array.from({ length: 12 }, (_, month) => `cohort-${year}-${String(month + 1).padStart(2, '0')}`),
);

/** The tail: 180 tags, the first far more common than the last. */
export const TAIL_TAGS: readonly string[] = [
  ...MONTHS,
  ...prefixed(
    'lang:',
    'en, nl, de, fr, es, pt, it, pl, cs, tr, vi, el, uk, ar, fa, he, hi, bn, ta, th, zh, ja, ko, ka, hy, am',
  ),
  ...prefixed(
    'source:',
    'webinar, referral, fair-2025, newsletter, docs, app-store, cold-mail, podcast, meetup, partner-site, in-product, campus',
  ),
  ...prefixed('csm:', 'anouk, bram, dolores, emeka, farida, goran, hanneke, ivo, jun, katya, lars, mina'),
  ...prefixed(
    'feature:',
    'tone-check, rewrite, glossary, kb-search, voice, batch, streaming, code-review, test-writer, redaction, citations, memory, sso, scim, audit-log, webhooks, export, sandbox',
  ),
  ...prefixed(
    'site:',
    'lisbon, amsterdam, warsaw, osaka, nairobi, austin, bengaluru, montreal, sao-paulo, tbilisi, gdansk, izmir, kyiv, seoul, perth, leeds',
  ),
  ...prefixed('wave-', '01, 02, 03, 04, 05, 06, 07, 08, 09, 10, 11, 12, 13, 14'),
  ...prefixed('risk:', 'low, medium, high, unknown, under-review, cleared'),
  ...prefixed('billing:', 'invoice, card, sepa, overdue, credit-note, reseller, nonprofit, education'),
  ...list(
    'needs-training, power-user, champion, quiet, migrated, legacy-plan, grandfathered, do-not-email, press, student, teacher, contractor, on-leave, left-company, duplicate?, check-name, imported, reviewed, pilot-2, pilot-3, pilot-4, seasonal, kiosk, shared-login, no-training, dpa-signed, dpa-missing, pen-test, load-test, red-team, accessibility, night-shift, field, remote, on-premise, translator, editor, agency, freelance, alumni, waitlist, early-bird, winback, q3-review',
  ),
];

/** 12 near-duplicate clusters: the same thought, typed by different hands. Invisible differences are on purpose. */
export const TAG_CLUSTERS: readonly (readonly string[])[] = [
  ['Enterprise', 'enterprise ', 'entreprise', 'ENTERPRISE'],
  ['Beta', 'beta-user', 'beta user', 'beta_user'],
  ['VIP', 'v.i.p.', 'vip '],
  ['churn risk', 'churn_risk', 'churnrisk', 'Churn-Risk'],
  ['E.U.', 'EU', 'europe', 'Europe'],
  ['USA', 'U.S.', 'United States', 'us '],
  ['on boarding', 'onboarding', 'on-boarding'],
  ['gdpr', 'GDPR', 'gdpr request', 'gdpr-reqeust'],
  ['log-in', 'login', 'Login', 'log in'],
  ['cafe', 'cafés', 'Caf\u00e9'],
  ['naïve', 'naive', 'nai\u0308ve'],
  ['new\u00a0customer', 'new customer', 'new-customer', 'newcustomer'],
];

/** Tags that break naive encoding, look-up and display. */
export const HOSTILE_TAGS: readonly string[] = [
  'comma, inside',
  'a/b',
  '../..',
  '"quoted"',
  "it's",
  '%2C',
  '100%',
  'a&b=c',
  '#hash',
  'plus+space here',
  '🚀',
  '👩🏽‍🚀',
  'عميل مهم',
  'caf\u00e9',
  'cafe\u0301',
  'constructor',
  '__proto__',
  'toString',
  'true',
  'null',
  '0',
  '-1',
  '[]',
  '{"a":1}',
  '<b>bold</b>',
  '=1+1',
  'line\nbreak',
  'tab\there',
  '\u202eevil',
  'back\\slash',
  ' leading',
];

/** The one identity with more tags than any view has room for. */
export const TAGS_1200: readonly string[] = Array.from(
  { length: 1200 },
  (_, at) => `segment-${String(at + 1).padStart(4, '0')}`,
);

/** One tag of 300 characters. */
export const TAG_300 =
  `audience: ${'people who opened the second of three letters but not the first, '.repeat(5)}`.slice(0, 299) +
  '.';
