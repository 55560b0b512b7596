/** A page of the dashboard, for journeys that go to every one of them. */
export type DeskPage = {
  path: string;
  /** What its heading says. */
  heading: string | RegExp;
  /** Where it is not 200. */
  status?: number;
  /** How an operator gets there from the list without a new document. */
  link?: string;
};

/** Every page, one line each: a new page is added here and is visited by all of those journeys. */
export const HARD_PAGES: readonly DeskPage[] = [
  { path: '/identities', heading: 'Identities', link: 'Identities' },
  { path: '/identities?search=mei-lin&sort=name', heading: 'Identities' },
  { path: '/identities?search=nobody-at-all', heading: 'Identities' },
  { path: '/identities/new', heading: 'New identity', link: 'New identity' },
  { path: '/identities/user_mei-lin-zhao', heading: /^Mei-Lin/ },
  { path: '/identities/user_mei-lin-zhao/edit', heading: /Mei-Lin/ },
  { path: '/identities/nobody-at-all', heading: 'Identity not found', status: 404 },
  { path: '/identities/nobody-at-all/edit', heading: 'Identity not found', status: 404 },
  { path: '/nowhere', heading: 'Page not found', status: 404 },
];
