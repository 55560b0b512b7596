import type { AvatarForm } from './avatar-slug';
import type { IdentityPlan, UsagePlan } from './demo-identity';
import { objectText } from './metadata';

/** The stories: identities that a presenter can name, each known by its external id. */

const steady: UsagePlan = {
  requests: 900,
  tokensPerRequest: 1_900,
  picoPerToken: 2_500_000,
  errorRate: 0.005,
  rhythm: 'europe',
  activeDays: 0.9,
};

/** External ids of the stories. */
export const STORY_IDS = {
  northwind: 'cust_northwind-letters',
  northwindProject: 'proj:letters-drafts@3',
  meiLin: 'user_mei-lin-zhao',
  nightlyEval: 'svc.nightly-eval',
  kioskLisbon: 'team-kiosk-lisbon',
  amal: 'user_amal-haddad',
  ada: 'user_ada-byrne',
  adaDuplicate: 'crm-000417',
  trial: Array.from({ length: 14 }, (_, at) => `trial_import_${String(at + 1).padStart(2, '0')}`),
} as const;

const TRIAL_PEOPLE = [
  'Inge Mosbacher',
  'Tomás Furtado',
  'Petra Ptáčková',
  'Kofi Asamoah',
  'Lena Falcone',
  'Hamid Rostami',
  'Yuki Onodera',
  'Oksana Lysenko',
  'Ravi Tripathi',
  'Marta Piątek',
  'Selin Akıncı',
  'Noam Levinsky',
  'Chidi Eze',
  'Ana Castaño',
];

/** Everyone of the stories. `avatar` gives the address of a picture drawn for an external id. */
export function stories(avatar: (form: AvatarForm, externalId: string) => string): IdentityPlan[] {
  return [
    {
      kind: 'client',
      externalId: STORY_IDS.northwind,
      displayName: 'Northwind Letters',
      email: 'billing@northwind-letters.example',
      avatarUrl: avatar('firm', STORY_IDS.northwind),
      tags: ['enterprise', 'eu', 'vip'],
      metadata: objectText([
        ['plan', 'enterprise'],
        ['seats', 140],
        ['region', 'eu'],
        ['account_manager', 'Tamsin Holloway'],
        ['projects', [STORY_IDS.northwindProject]],
        ['contract_end', '2027-03-31'],
        ['crm_url', 'https://crm.example/accounts/48213'],
      ]),
      created: { ageDays: 412.4 },
      updatedMinutesAgo: 8_700,
      // Cost is nine times what it was since six days ago, all of it from one project.
      usage: {
        ...steady,
        requests: 26_000,
        tokensPerRequest: 5_200,
        picoPerToken: 5_000_000,
        activeDays: 1,
        surge: { from: -6, times: 9 },
      },
    },
    {
      kind: 'project',
      externalId: STORY_IDS.northwindProject,
      displayName: 'Letters drafts v3',
      avatarUrl: avatar('project', STORY_IDS.northwindProject),
      tags: ['enterprise', 'eu'],
      metadata: objectText([
        ['client', STORY_IDS.northwind],
        ['owner', 'Tamsin Holloway'],
      ]),
      created: { ageDays: 96.3 },
      usage: {
        ...steady,
        requests: 22_000,
        tokensPerRequest: 5_200,
        picoPerToken: 5_000_000,
        activeDays: 1,
        surge: { from: -6, times: 9 },
      },
    },
    {
      // Found by half an email; the name is misspelt until the presenter corrects it, and takes that back.
      kind: 'person',
      externalId: STORY_IDS.meiLin,
      displayName: 'Mei-Lin Zaho',
      email: 'mei-lin.zhao@orchid-press.example',
      avatarUrl: avatar('person', STORY_IDS.meiLin),
      tags: ['pro', 'apac'],
      metadata: objectText([
        ['plan', 'pro'],
        ['seats', 1],
        ['region', 'apac'],
        ['ticket', 'SUP-2291'],
        ['signup_source', 'referral'],
      ]),
      created: { ageDays: 187.6 },
      updatedMinutesAgo: 2_980,
      usage: { ...steady, requests: 412, rhythm: 'asia', activeDays: 0.7 },
    },
    {
      kind: 'machine',
      externalId: STORY_IDS.nightlyEval,
      tags: ['internal'],
      metadata: objectText([
        ['owner', 'team-platform'],
        ['schedule', '0 2 * * *'],
        ['runbook', 'https://docs.example/runbooks/nightly-eval'],
      ]),
      created: { ageDays: 333.1 },
      updatedMinutesAgo: 61_000,
      // 38 % of requests fail since three days ago.
      usage: {
        ...steady,
        requests: 18_600,
        picoPerToken: 600_000,
        rhythm: 'flat',
        activeDays: 1,
        failing: { from: -3, errorRate: 0.38 },
      },
    },
    {
      kind: 'team',
      externalId: STORY_IDS.kioskLisbon,
      displayName: 'Kiosk Lisbon',
      email: 'kiosk.lisbon@harbour-books.example',
      avatarUrl: avatar('team', STORY_IDS.kioskLisbon),
      tags: ['pro', 'eu', 'kiosk', 'site:lisbon'],
      metadata: objectText([
        ['plan', 'pro'],
        ['seats', 3],
        ['region', 'eu'],
        ['budget', { amount_usd: 50, period: 'monthly' }],
      ]),
      created: { ageDays: 254.7 },
      updatedMinutesAgo: 1_260,
      // 97 % of a budget of $50 a month.
      usage: {
        ...steady,
        requests: 3_120,
        tokensPerRequest: 6_200,
        exactCost: '48.5',
        exactThisMonth: true,
        activeDays: 1,
      },
    },
    {
      kind: 'person',
      externalId: STORY_IDS.amal,
      displayName: 'أمل حداد',
      email: 'amal.haddad@harbour-books.example',
      avatarUrl: avatar('person', STORY_IDS.amal),
      tags: ['enterprise', 'vip', 'عميل مهم'],
      metadata: objectText([
        ['plan', 'enterprise'],
        ['region', 'emea'],
        ['name_latin', 'Amal Haddad'],
        ['الفريق', 'التحرير'],
        ['locale', 'ar'],
      ]),
      created: { ageDays: 301.5 },
      updatedMinutesAgo: 340,
      usage: { ...steady, requests: 1_340, rhythm: 'gulf' },
    },
    ...STORY_IDS.trial.map((externalId, at): IdentityPlan => ({
      kind: 'person',
      externalId,
      displayName: TRIAL_PEOPLE[at],
      email: `trial${String(at + 1).padStart(2, '0')}@velvet-oak.example`,
      avatarUrl: at % 3 === 0 ? avatar('person', externalId) : undefined,
      tags: ['trial', 'free', 'velvet-oak-import'],
      metadata: objectText([
        ['plan', 'free'],
        ['import_batch', 'velvet-oak-14'],
        ['row', at + 2],
      ]),
      // One import: all within seconds.
      created: { ageDays: 8.42 - at * 0.00001 },
      usage: at % 4 === 3 ? undefined : { ...steady, requests: 3 + at * 2, activeDays: 0.6 },
    })),
    {
      kind: 'person',
      externalId: STORY_IDS.ada,
      displayName: 'Ada Byrne',
      email: 'ada@quillon-press.example',
      avatarUrl: avatar('person', STORY_IDS.ada),
      tags: ['pro', 'eu', 'champion'],
      metadata: objectText([
        ['plan', 'pro'],
        ['seats', 1],
        ['region', 'eu'],
        ['signup_source', 'docs'],
      ]),
      created: { ageDays: 377.3 },
      updatedMinutesAgo: 20_400,
      usage: { ...steady, requests: 688 },
    },
    {
      kind: 'person',
      externalId: STORY_IDS.adaDuplicate,
      displayName: 'Ada Byrne',
      email: 'ADA@Quillon-Press.example',
      tags: ['imported', 'Enterprise'],
      metadata: objectText([
        ['plan', 'free'],
        ['crm_url', 'https://crm.example/accounts/417'],
      ]),
      created: { ageDays: 61.9 },
      usage: { ...steady, requests: 9, activeDays: 0.2 },
    },
  ];
}
