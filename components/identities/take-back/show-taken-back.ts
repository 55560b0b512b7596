import type { QueryClient } from '@tanstack/react-query';
import type { IdentityRecord } from '@/lib/identity/identity-record';
import { showSavedRow } from '../form/written-rows';
import { refreshSelected } from '../selection';

/** Shows an identity as it is after a change was taken back, wherever this tab shows it. */
export function showTakenBack(client: QueryClient, identity: IdentityRecord): void {
  const { metadata_text: _metadata, workspace_id: _workspace, ...row } = identity;
  refreshSelected(row);
  showSavedRow(client, identity);
}
