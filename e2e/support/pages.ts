/** A page of the dashboard, for journeys that go to every one of them. */
export type DeskPage = {
  path: string;
  /** What its heading says. */
  heading: string | RegExp;
  /** Of the document, where it is not 200. */
  status?: number;
  /** A page that has a link here, and the link's name: the way without a new document. */
  linked?: { from: string; link: string | RegExp };
};

/** Every page, one line each: a page that is added here is visited by all of those journeys. */
export const PAGES: readonly DeskPage[] = [
  { path: '/identities', heading: 'Identities', linked: { from: '/identities/new', link: 'Identities' } },
  { path: '/identities?search=mei-lin&sort=name', heading: 'Identities' },
  { path: '/identities?search=nobody-at-all', heading: 'Identities' },
  { path: '/identities?sort=cost&days=7', heading: 'Identities' },
  { path: '/identities?view=nobody-knows', heading: 'Identities' },
  { path: '/overview', heading: 'Overview', linked: { from: '/identities', link: 'Overview' } },
  {
    path: '/identities/new',
    heading: 'New identity',
    linked: { from: '/identities', link: 'New identity' },
  },
  {
    path: '/identities/user_mei-lin-zhao',
    heading: /^Mei-Lin/,
    linked: { from: '/identities?search=user_mei-lin-zhao', link: /^Mei-Lin/ },
  },
  { path: '/identities/user_mei-lin-zhao?days=7&zone=own', heading: /^Mei-Lin/ },
  {
    path: '/identities/user_mei-lin-zhao/edit',
    heading: /Mei-Lin/,
    linked: { from: '/identities/user_mei-lin-zhao', link: 'Edit' },
  },
  { path: '/identities/paste', heading: 'Look up many identities' },
  {
    path: '/identities/import',
    heading: 'Import identities',
    linked: { from: '/identities', link: /^Import$/ },
  },
  { path: '/identities/nobody-at-all', heading: 'Identity not found', status: 404 },
  { path: '/identities/nobody-at-all/edit', heading: 'Identity not found', status: 404 },
  {
    path: '/identities/compare?a=crm-000417',
    heading: 'Compare identities',
    linked: { from: '/identities/crm-000417', link: '1 other shares this email' },
  },
  { path: '/identities/compare?a=edge-markup&b=edge-rtl', heading: 'Compare identities' },
  { path: '/identities/compare', heading: 'Compare identities' },
  { path: '/jobs', heading: 'Jobs', linked: { from: '/audit', link: 'Jobs' } },
  { path: '/jobs/no-such-job', heading: 'Job not found', status: 404 },
  { path: '/account', heading: 'Your account' },
  { path: '/operators', heading: 'Operators' },
  { path: '/nowhere', heading: 'Page not found', status: 404 },
];
