import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { leastRole, PERMISSIONS, roleMay, ROLES, type Permission, type Role } from '@/lib/auth/permissions';
import { parseAuditQuery } from '@/lib/audit/log-query';
import { parseListQuery } from '@/lib/identity/list-query';
import { actAs, actAsNobody, actWith, withOwnStore } from './testing/own-store';

vi.mock('next/headers', () => import('./testing/next-headers'));
vi.mock('next/cache', () => ({ revalidatePath: () => {} }));

/**
 * The permission table against everything a browser can reach, taken from the export lists themselves: a new action,
 * route or data function without an entry here fails.
 */
withOwnStore();

/** Every exported server action; `open` ones say why. They are called with an argument that none accepts. */
const ACTIONS: Record<string, Permission | { open: string }> = {
  'join acceptLink': { open: 'for people who hold a link; its token takes the place of a sign-in' },
  'join readLink': { open: 'for people who hold a link; its token takes the place of a sign-in' },
  'account beginSecondFactor': 'account',
  'account changePassword': 'account',
  'account confirmSignIn': 'account',
  'account endOtherSignIns': 'account',
  'account endOwnSignIn': 'account',
  'account finishSecondFactor': 'account',
  'account makeRecoveryCodes': 'account',
  'account turnOffSecondFactor': 'account',
  'budgets removeBudget': 'budget.write',
  'budgets resetBudget': 'budget.write',
  'budgets saveBudget': 'budget.write',
  'imports changeColumns': 'identity.write',
  'imports nameColumns': 'identity.write',
  'jobs cancelJob': 'identity.write',
  'jobs pauseJob': 'identity.write',
  'jobs prepareJob': 'identity.write',
  'jobs resumeJob': 'identity.write',
  'jobs retryJob': 'identity.write',
  'jobs startJob': 'identity.write',
  'operators changeOperatorRole': 'operator.manage',
  'operators disableOperator': 'operator.manage',
  'operators enableOperator': 'operator.manage',
  'operators endOperatorSignIns': 'operator.manage',
  'operators inviteOperator': 'operator.manage',
  'operators makePasswordLink': 'operator.manage',
  'operators withdrawInvitation': 'operator.manage',
  'take-back createAgain': 'identity.write',
  'take-back takeBackEdit': 'identity.write',
  'views changeView': 'identity.read',
  'views deleteView': 'identity.read',
  'views resetColumns': 'identity.read',
  'views restoreView': 'identity.read',
  'views saveColumns': 'identity.read',
  'views saveView': 'identity.read',
  'views setDefaultView': 'identity.read',
  'identities createIdentity': 'identity.write',
  'identities saveIdentity': 'identity.write',
  'identities deleteIdentity': 'identity.delete',
};

/** Every method of every route under `/api`; `open` ones say why. */
const ROUTES: Record<string, Permission | { open: string }> = {
  'account GET': 'account',
  'audit/[id]/take-back GET': 'identity.write',
  'auth/[...path] GET': { open: 'signing in is for people who are not signed in' },
  'auth/[...path] POST': { open: 'signing in is for people who are not signed in' },
  'avatars/[id] GET': 'identity.read',
  'budgets GET': 'identity.read',
  'budgets/used-days GET': 'identity.read',
  'health GET': { open: 'asked by load balancers; holds no data' },
  'identities GET': 'identity.read',
  'identities/[id]/json GET': 'identity.read',
  'identities/export POST': 'identity.export',
  'identities/import POST': 'identity.write',
  'identities/export/[id] DELETE': 'identity.export',
  'identities/export/[id] GET': 'identity.export',
  'identities/lookup GET': 'identity.read',
  'jobs GET': 'identity.read',
  'jobs/[id] GET': 'identity.read',
  'jobs/[id]/items GET': 'identity.read',
  'jobs/[id]/rejected GET': 'identity.export',
  'jobs/[id]/report GET': 'identity.export',
  'identities/lookup/many POST': 'identity.read',
  'metadata-keys GET': 'identity.read',
  'tags GET': 'identity.read',
  'views GET': 'identity.read',
};

const TAGS_JOB = { kind: 'tags', add: ['x'], remove: [] };

/** Every function of `lib/server` that pages, routes or actions import and that reads or changes data. */
const DATA: Record<string, { permission: Permission; given: unknown[] }> = {
  'identities readIdentity': { permission: 'identity.read', given: ['x'] },
  'duplicates readSameEmail': {
    permission: 'identity.read',
    given: [{ _id: 'x', email: 'a@example.com' }],
  },
  'identity-json readIdentityJson': { permission: 'identity.read', given: ['x'] },
  'look-up-many lookUpMany': {
    permission: 'identity.read',
    given: [['x'], new AbortController().signal],
  },
  'daily-usage readDailyUsage': { permission: 'identity.read', given: ['x', { days: 30, timeZone: 'UTC' }] },
  'daily-usage readStanding': { permission: 'identity.read', given: ['x'] },
  'list-page readListPage': {
    permission: 'identity.read',
    given: [parseListQuery(new URLSearchParams('sort=cost'))],
  },
  'budgets readBudgetsNearLimit': { permission: 'identity.read', given: [] },
  'rankings readOverview': { permission: 'identity.read', given: [7] },
  'export-identities cancelExport': { permission: 'identity.export', given: ['x'] },
  'export-identities checkExport': { permission: 'identity.export', given: [{}] },
  'export-identities openExport': { permission: 'identity.export', given: [{}] },
  'export-identities readExportProgress': { permission: 'identity.export', given: ['x'] },
  'identity-changes createIdentity': { permission: 'identity.write', given: [{ external_id: 'x' }] },
  'identity-changes saveIdentity': { permission: 'identity.write', given: ['x', {}, {}] },
  'identity-changes deleteIdentity': { permission: 'identity.delete', given: ['x'] },
  'budget-changes removeBudget': { permission: 'budget.write', given: ['x', 'y'] },
  'budget-changes resetBudget': { permission: 'budget.write', given: ['x', 'y'] },
  'budget-changes saveBudget': { permission: 'budget.write', given: ['x', null, {}] },
  'budgets readBudget': { permission: 'identity.read', given: ['x'] },
  'used-days readUsedDays': { permission: 'identity.read', given: ['x'] },
  'jobs-at-work hasJobsAtWork': { permission: 'identity.read', given: [] },
  'jobs/prepare-job prepareJob': { permission: 'identity.write', given: [{ request: TAGS_JOB }] },
  'jobs/start-job startJob': { permission: 'identity.write', given: [{ job: 'x', count: 1 }] },
  'jobs/change-job pauseJob': { permission: 'identity.write', given: ['x'] },
  'jobs/change-job resumeJob': { permission: 'identity.write', given: ['x'] },
  'jobs/change-job cancelJob': { permission: 'identity.write', given: ['x'] },
  'jobs/change-job retryJob': { permission: 'identity.write', given: ['x'] },
  'jobs/read-jobs readJob': { permission: 'identity.read', given: ['x'] },
  'jobs/read-jobs readJobs': { permission: 'identity.read', given: [] },
  'jobs/read-jobs readJobItems': { permission: 'identity.read', given: ['x'] },
  'jobs/name-columns changeColumns': { permission: 'identity.write', given: [{ job: 'x' }] },
  'jobs/name-columns nameColumns': {
    permission: 'identity.write',
    given: [{ job: 'x', mapping: [], separator: ',', empty: 'leave' }],
  },
  'jobs/rejected-rows rejectedRows': { permission: 'identity.export', given: ['x'] },
  'jobs/upload-import uploadImport': {
    permission: 'identity.write',
    given: [{ name: 'x', body: null, size: 0, signal: new AbortController().signal }],
  },
  'jobs/job-report jobReport': { permission: 'identity.export', given: ['x'] },
  'audit-entries readAuditOperators': { permission: 'audit.read-own', given: [] },
  'audit-entries readAuditPage': {
    permission: 'audit.read-own',
    given: [parseAuditQuery(new URLSearchParams()), 'UTC'],
  },
  'audit-entries readIdentityHistory': {
    permission: 'audit.read-own',
    given: ['x'],
  },
  'take-back createAgain': { permission: 'identity.write', given: ['x'] },
  'take-back readTakeBack': { permission: 'identity.write', given: ['x'] },
  'take-back takeBackEdit': {
    permission: 'identity.write',
    given: [{ entry: 'x', leave: [], seen: {} }],
  },
  'confirm-sign-in confirmSignIn': { permission: 'account', given: [{ password: 'x' }] },
  'own-account readOwnAccount': { permission: 'account', given: [] },
  'own-account whoIsSignedIn': { permission: 'account', given: [] },
  'own-password changePassword': {
    permission: 'account',
    given: [{ present: 'x', password: 'x', endOthers: false }],
  },
  'own-second-factor beginSecondFactor': { permission: 'account', given: ['x'] },
  'own-second-factor finishSecondFactor': { permission: 'account', given: ['x'] },
  'own-second-factor makeRecoveryCodes': { permission: 'account', given: ['x'] },
  'own-second-factor turnOffSecondFactor': { permission: 'account', given: ['x'] },
  'own-sign-ins endOtherSignIns': { permission: 'account', given: [] },
  'own-sign-ins endOwnSignIn': { permission: 'account', given: ['x'] },
  'operators readOperators': { permission: 'operator.manage', given: [] },
  'operator-changes changeRole': { permission: 'operator.manage', given: ['x', 'viewer'] },
  'operator-changes disableOperator': { permission: 'operator.manage', given: ['x'] },
  'operator-changes enableOperator': { permission: 'operator.manage', given: ['x'] },
  'operator-changes endOperatorSignIns': { permission: 'operator.manage', given: ['x'] },
  'invitations inviteOperator': { permission: 'operator.manage', given: ['new@desk.example', 'viewer'] },
  'invitations makePasswordLink': { permission: 'operator.manage', given: ['x'] },
  'invitations withdrawInvitation': { permission: 'operator.manage', given: ['x'] },
  'own-columns resetColumns': { permission: 'identity.read', given: [] },
  'own-columns saveColumns': { permission: 'identity.read', given: [[{ id: 'cost' }]] },
  'restored-views restoreView': {
    permission: 'identity.read',
    given: ['x', 'x', { search: '', columns: null }],
  },
  'views changeView': { permission: 'identity.read', given: ['x', {}] },
  'views deleteView': { permission: 'identity.read', given: ['x'] },
  'views readListOpening': { permission: 'identity.read', given: [new URLSearchParams()] },
  'views readViews': { permission: 'identity.read', given: [] },
  'views saveView': { permission: 'identity.read', given: ['x', { search: '', columns: null }] },
  'views setDefaultView': { permission: 'identity.read', given: [null] },
  'avatar-response readAvatar': { permission: 'identity.read', given: ['x'] },
};

/** The rest of what they import: it holds no data of its own, or is handed what has been checked. */
const NO_DATA: Record<string, string> = {
  'jobs/upload-import TOO_LARGE': 'a sentence',
  'join acceptLink': 'takes the token of a link',
  'join readLink': 'takes the token of a link',
  'open-action linkAction': 'the wrapper of what holders of a link may do',
  'operator-changes managed': 'a wrapper that checks',
  'own-origin ownOrigin': 'pure',
  'page-address PAGE_ADDRESS_HEADER': 'a name',
  'request-marks presentRequest': 'the headers of this very request',
  'action guardedAction': 'the wrapper that checks',
  'address-parameters addressParameters': 'pure',
  'api-requests answerApiRequest': 'takes its own key',
  'authorize authorize': 'the check itself',
  'authorize presentSignIn': 'the operator of this very request',
  'call-target callTarget': 'an address and the name of a variable',
  'avatar-response drawnAvatarResponse': 'invented pictures of the demo',
  'present-time presentTime': 'the clock',
  'daily-usage reportingZones': 'a setting, and what this very request says of its browser',
  'health readHealth': 'no data; says whether the process serves',
  'json-response outcomeResponse': 'pure',
  'origin isOwnOrigin': 'pure',
  'page-access pageAccess': 'calls authorize',
  'path-segment segmentText': 'pure',
  'seen-metadata-keys suggestMetadataKeys': 'the metadata keys route checks before it',
  'seen-tags suggestTags': 'the tags route checks before it',
  'settings settings': 'the demo pictures ask whether this is a demo',
  'sign-in-requests answerSignInRequest': 'signing in',
  'sign-in-ways signInWays': 'what the sign-in page offers to everybody',
};

type Functions = Record<string, (...given: unknown[]) => Promise<unknown>>;

const actionModules = import.meta.glob<Functions>('../actions/*.ts', { eager: true });
const routeModules = import.meta.glob<Record<string, unknown>>('../../app/api/**/route.ts', { eager: true });
const serverModules = import.meta.glob<Functions>([
  './*.ts',
  './jobs/*.ts',
  '!./*.test.ts',
  '!./jobs/*.test.ts',
]);

const actions = Object.entries(actionModules).flatMap(([file, exported]) =>
  Object.entries(exported).map(([name, action]) => ({
    name: `${file.replace(/^.*\/(.*)\.ts$/, '$1')} ${name}`,
    action,
  })),
);
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const routes = Object.entries(routeModules).flatMap(([file, exported]) =>
  Object.entries(exported)
    .filter(([name]) => METHODS.includes(name))
    .map(([method, handler]) => ({
      name: `${file.replace(/^.*app\/api\/(.*)\/route\.ts$/, '$1')} ${method}`,
      method,
      handler: handler as (request: Request, context: unknown) => Promise<Response>,
    })),
);

/** What pages, routes, actions and the proxy import of lib/server, as `module name`. Types do not count. */
function importedOfServer(): string[] {
  const files = ['app', 'lib/actions']
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
    )
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\./.test(file));
  const names = files.flatMap((file) =>
    [
      ...readFileSync(file, 'utf8').matchAll(/import (?!type)([^;]*?) from '@\/lib\/server\/([\w/-]+)'/g),
    ].flatMap(([, what = '', module = '']) =>
      what.startsWith('*')
        ? exportsOf(module)
        : what
            .replace(/[{}\s]/g, '')
            .split(',')
            .filter((name) => name !== '' && !name.startsWith('type'))
            .map((name) => `${module} ${name}`),
    ),
  );
  return [...new Set(names)].sort();
}

function exportsOf(module: string): string[] {
  const source = readFileSync(`lib/server/${module}.ts`, 'utf8');
  return [...source.matchAll(/^export (?:async )?function\*? (\w+)/gm)].map(
    ([, name]) => `${module} ${name}`,
  );
}

const refusals = { nobody: 'signed-out', role: 'forbidden' } as const;
const kindOf = (outcome: unknown) => (outcome as { error?: { kind?: string } }).error?.kind;
const rolesWithout = (permission: Permission) => ROLES.filter((role) => !roleMay(role, permission));
const rolesWith = (permission: Permission) => ROLES.filter((role) => roleMay(role, permission));

const cookies = new Map<Role, string>();
/** From here on requests come from an operator with this role; each role signs in once. */
async function as(role: Role): Promise<void> {
  const cookie = cookies.get(role);
  if (cookie === undefined) cookies.set(role, (await actAs(role)).cookie);
  else actWith(cookie);
}

describe('the lists are whole', () => {
  test('every action has a permission', () =>
    expect(actions.map(({ name }) => name).sort()).toEqual(Object.keys(ACTIONS).sort()));
  test('every route has a permission or says why not', () =>
    expect(routes.map(({ name }) => name).sort()).toEqual(Object.keys(ROUTES).sort()));
  test('whatever pages, routes and actions import of the server has a permission or says why not', () =>
    expect(importedOfServer()).toEqual([...Object.keys(DATA), ...Object.keys(NO_DATA)].sort()));
});

test('a higher role holds whatever a lower one holds', () => {
  for (const permission of PERMISSIONS)
    expect(rolesWith(permission)).toEqual(ROLES.slice(ROLES.indexOf(leastRole(permission))));
});

/** An argument that no schema takes: who may act is told that it is invalid, everybody else nothing of it. */
const garbage = { canary: true };

describe('actions', () => {
  beforeEach(actAsNobody);
  for (const { name, action } of actions) {
    const permission = ACTIONS[name];
    if (permission === undefined || typeof permission === 'object') continue;
    test(`${name} is for ${leastRole(permission)} and above`, async () => {
      expect(kindOf(await action(garbage))).toBe(refusals.nobody);
      for (const role of rolesWithout(permission)) {
        await as(role);
        expect([role, kindOf(await action(garbage))]).toEqual([role, refusals.role]);
      }
      for (const role of rolesWith(permission)) {
        await as(role);
        expect([refusals.nobody, refusals.role]).not.toContain(kindOf(await action(garbage)));
      }
    });
  }
});

describe('routes', () => {
  beforeEach(actAsNobody);
  const ask = async ({ method, handler }: (typeof routes)[number], origin: string) =>
    handler(
      new Request(`${origin}/api`, { method, headers: { origin }, ...(method === 'POST' && { body: '{}' }) }),
      { params: Promise.resolve({ id: 'x', slug: 'x', path: [] }) },
    );
  for (const route of routes) {
    const permission = ROUTES[route.name];
    if (permission === undefined || typeof permission === 'object') continue;
    test(`${route.name} is for ${leastRole(permission)} and above`, async () => {
      const origin = 'http://127.0.0.1:3000';
      expect((await ask(route, origin)).status).toBe(401);
      for (const role of rolesWithout(permission)) {
        await as(role);
        expect([role, (await ask(route, origin)).status]).toEqual([role, 403]);
      }
      for (const role of rolesWith(permission)) {
        await as(role);
        expect([401, 403]).not.toContain((await ask(route, origin)).status);
      }
    });
  }
});

describe('data functions refuse by themselves, whatever calls them', () => {
  beforeEach(actAsNobody);
  for (const [name, { permission, given }] of Object.entries(DATA)) {
    test(`${name} is for ${leastRole(permission)} and above`, async () => {
      const [module, exported = ''] = name.split(' ');
      const read = (await serverModules[`./${module}.ts`]?.())?.[exported];
      if (read === undefined) throw new Error(`there is no ${name}`);
      const refusalOf = async () => {
        const answer = await read(...given).catch((bug: unknown) => ({ bug }));
        if (answer instanceof Response) return { 401: refusals.nobody, 403: refusals.role }[answer.status];
        return kindOf(answer);
      };
      expect(await refusalOf()).toBe(refusals.nobody);
      for (const role of rolesWithout(permission)) {
        await as(role);
        expect([role, await refusalOf()]).toEqual([role, refusals.role]);
      }
      for (const role of rolesWith(permission)) {
        await as(role);
        expect([refusals.nobody, refusals.role]).not.toContain(await refusalOf());
      }
    });
  }
});
