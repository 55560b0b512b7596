import 'server-only';
import { createIdentityBody, updateIdentityBody } from '@/lib/identity/schema';
import { recordedUsage, recordUsageBody } from '@/lib/identity/usage';
import { answeredDelete, answeredEnvelope, answeredPage } from '../answer-schemas';
import { budgetOperations } from './budget-operations';
import { BODY_PROBLEMS, type Operation } from './operation';
import { identityReference, ifMatch, listParameters, retrieveParameters, usageKey } from './parameters';
import { reportOperations } from './report-operations';

const ONE_PATH = '/v2/identities/{id}';

export const operations: Operation[] = [
  {
    id: 'ListIdentities',
    method: 'get',
    path: '/v2/identities',
    summary: 'List identities',
    description:
      'One page, newest first unless `sort_by` says otherwise. `data` keeps the order of the list in both ' +
      'directions: `ending_before` gives the items right before the cursor. A cursor stays valid after its identity ' +
      'is deleted.',
    parameters: listParameters,
    answers: [
      {
        status: 200,
        description: 'A page. Node SDKs up to 4.9 get `metrics` on every item, asked for or not.',
        schema: answeredPage,
      },
    ],
    problems: ['invalid_request'],
  },
  {
    id: 'CreateIdentity',
    method: 'post',
    path: '/v2/identities',
    summary: 'Create an identity',
    description: 'Fails with 409 when an identity has this `external_id`. `null` means the same as absent.',
    parameters: [],
    body: {
      schema: createIdentityBody,
      required: true,
      example: {
        external_id: 'user_12345',
        display_name: 'Ada Lovelace',
        email: 'ada@example.com',
        tags: ['premium', 'beta-user'],
        metadata: { department: 'Engineering' },
      },
    },
    answers: [
      { status: 201, description: 'Created.', schema: answeredEnvelope, headers: ['Location', 'ETag'] },
    ],
    problems: [...BODY_PROBLEMS, 'identity_already_exists'],
  },
  {
    id: 'RetrieveIdentity',
    method: 'get',
    path: ONE_PATH,
    summary: 'Retrieve an identity',
    description: 'By `_id` or by `external_id`.',
    parameters: [identityReference, ...retrieveParameters],
    answers: [{ status: 200, description: 'The identity.', schema: answeredEnvelope, headers: ['ETag'] }],
    problems: ['invalid_request', 'identity_not_found'],
  },
  {
    id: 'UpdateIdentity',
    method: 'patch',
    path: ONE_PATH,
    summary: 'Update an identity',
    description:
      'Changes the members that are present; others stay. `null` or an empty text clears `display_name`, `email` and ' +
      '`avatar_url`. `tags` and `metadata` are replaced as a whole. An empty body, or none, changes nothing. ' +
      '`external_id` cannot be changed.',
    parameters: [identityReference, ifMatch],
    body: {
      schema: updateIdentityBody,
      required: false,
      example: { display_name: 'Ada King', tags: ['premium'] },
    },
    answers: [
      { status: 200, description: 'The identity as it is now.', schema: answeredEnvelope, headers: ['ETag'] },
    ],
    problems: ['invalid_request', ...BODY_PROBLEMS, 'identity_not_found', 'precondition_failed'],
  },
  {
    id: 'DeleteIdentity',
    method: 'delete',
    path: ONE_PATH,
    summary: 'Delete an identity',
    description: 'For good. The `external_id` is free again.',
    parameters: [identityReference, ifMatch],
    answers: [
      { status: 200, description: 'Deleted.', schema: answeredDelete },
      { status: 204, description: 'Deleted. Only Node SDKs up to 4.9 get this: they take nothing else.' },
    ],
    problems: ['invalid_request', 'identity_not_found', 'precondition_failed'],
  },
  {
    id: 'RecordUsage',
    method: 'post',
    path: `${ONE_PATH}/usage`,
    summary: 'Record usage (extension)',
    description:
      'Ours, not orq.ai’s: adds requests, tokens and cost to the figures of an identity, for workspaces whose traffic ' +
      'no gateway counts.',
    parameters: [identityReference, usageKey],
    body: {
      schema: recordUsageBody,
      required: true,
      example: { requests: 12, failed_requests: 1, tokens: 23_784, cost: 0.0607 },
    },
    answers: [
      {
        status: 201,
        description: 'Recorded, now or by the first request with this key.',
        schema: recordedUsage,
      },
    ],
    problems: ['invalid_request', ...BODY_PROBLEMS, 'identity_not_found', 'idempotency_key_reused'],
  },
  ...reportOperations,
  ...budgetOperations,
];
