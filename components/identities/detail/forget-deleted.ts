import type { QueryClient } from '@tanstack/react-query';
import { identityKeys } from '@/lib/queries/identities';
import { lastList, rememberList } from '@/lib/queries/list-trail';
import { dropDeletedRows } from '../bulk/shown-rows';
import type { DialogIdentity } from '../dialog-identity';

/** Takes an identity that is gone out of all that this tab remembers: lists, selection, lookups and the way back. */
export function forgetDeleted(client: QueryClient, identity: DialogIdentity): void {
  dropDeletedRows(client, [identity]);
  // A lookup by its external id must ask again: it may find nothing now, or another identity.
  client.removeQueries({ queryKey: identityKeys.lookup('').slice(0, 2) });
  const list = lastList();
  if (list?.ids.includes(identity._id) === true)
    rememberList({ ...list, ids: list.ids.filter((id) => id !== identity._id) });
}
