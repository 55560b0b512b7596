'use client';

import { useQueryClient } from '@tanstack/react-query';
import { keepPreference } from '@/components/shell/preferences';
import type { IdentityPage } from '@/lib/identity/identity-record';
import { identityKeys } from '@/lib/queries/identities';

/** Shows the budgets of the rows, or leaves them out. Kept for this browser; the server then sends them, or does not. */
export function BudgetColumnToggle({ budgets }: Pick<IdentityPage, 'budgets'>) {
  const client = useQueryClient();
  return (
    <p className="flex items-center gap-2">
      {budgets === 'unavailable' && 'Budgets cannot be read here.'}
      <button
        type="button"
        className="link min-h-6"
        onClick={() => {
          keepPreference('budget-column', budgets === undefined ? 'on' : 'off');
          void client.invalidateQueries({ queryKey: identityKeys.lists });
        }}
      >
        {budgets === undefined ? 'Show budgets' : 'Hide budgets'}
      </button>
    </p>
  );
}
