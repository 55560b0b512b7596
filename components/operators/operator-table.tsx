import { ColumnHeads } from '@/components/ui/column-heads';
import { Badge } from '@/components/ui/badge';
import { RelativeTime } from '@/components/time/relative-time';
import type { OperatorRow, OperatorsPage } from '@/lib/auth/operator-rows';
import { ROLE_NAMES } from './role-names';
import { OperatorActions } from './operator-actions';

const COLUMNS = [
  'Operator',
  'Role',
  'Signs in with',
  'Second factor',
  'State',
  'Last seen',
  'Sign-ins',
] as const;

/**
 * Every operator. A real table with explicit roles: on a phone its rows are laid out as cards, and a browser drops a
 * table's own roles once it is not laid out as one.
 */
export function OperatorTable({ page }: { page: OperatorsPage }) {
  return (
    <div role="region" aria-label="Operators, scrollable" tabIndex={0} className="people-scroll">
      <table role="table" aria-label="Operators" className="people-table">
        <thead role="rowgroup">
          <tr role="row">
            <ColumnHeads names={COLUMNS} right={['Sign-ins']} />
            <th role="columnheader" scope="col" className="w-10">
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          {page.operators.map((row) => (
            <Row key={row.id} row={row} page={page} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ row, page }: { row: OperatorRow; page: OperatorsPage }) {
  return (
    <tr role="row" data-off={row.state === 'active' ? undefined : true}>
      <td role="cell" data-cell="who">
        <span className="flex flex-wrap items-center gap-x-2">
          <bdi className="font-medium wrap-anywhere">{row.name}</bdi>
          {row.self && <span className="text-xs text-muted">You</span>}
        </span>
        <bdi className="block text-xs wrap-anywhere text-muted">{row.email}</bdi>
      </td>
      <td role="cell" data-label="Role">
        {ROLE_NAMES[row.role]}
      </td>
      <td role="cell" data-label="Signs in with">
        {row.method === 'password' ? 'Password' : <bdi>{page.sso ?? 'Single sign-on, which is off'}</bdi>}
      </td>
      <td role="cell" data-label="Second factor">
        {row.method === 'sso' ? (
          <span className="text-muted">Up to the sign-on</span>
        ) : row.second_factor ? (
          'Yes'
        ) : (
          'No'
        )}
      </td>
      <td role="cell" data-label="State">
        <State state={row.state} />
      </td>
      <td role="cell" data-label="Last seen">
        {row.last_seen === undefined ? (
          <span className="text-muted">Never</span>
        ) : (
          <RelativeTime value={row.last_seen} />
        )}
      </td>
      <td role="cell" data-label="Sign-ins" className="tabular-nums md:text-right">
        {row.sign_ins}
      </td>
      <td role="cell" data-cell="actions">
        <OperatorActions row={row} byPassword={page.by_password} rolesFromSso={page.roles_from_sso} />
      </td>
    </tr>
  );
}

function State({ state }: { state: OperatorRow['state'] }) {
  switch (state) {
    case 'active':
      return <Badge tone="ok">Active</Badge>;
    case 'disabled':
      return <Badge tone="danger">Disabled</Badge>;
    case 'password-expired':
      return <Badge tone="warning">First password ran out</Badge>;
  }
}
