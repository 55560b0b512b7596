'use client';

import { useState } from 'react';
import { toast } from '@/components/ui/toasts';
import type { IdentityRow } from '@/lib/identity/identity-record';
import type { PeriodDays } from '@/lib/reporting/period';
import type { ExportFailure } from './export-file';
import { identitiesWords } from './words';

/**
 * Exports rows, once at a time; with the figures of a ranking's period where `days` are given. What went wrong stays until the next export or until it is dismissed.
 */
export function useExport(days: PeriodDays | undefined) {
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<ExportFailure>();

  const run = async (rows: readonly IdentityRow[]) => {
    setPending(true);
    setFailure(undefined);
    // Fetched when it is meant: the list ships none of it.
    const ended = await import('./export-file')
      .then(({ saveExport }) => saveExport(rows, days))
      .catch(() => NOT_LOADED);
    setPending(false);
    setFailure(ended);
    if (ended === undefined) toast.success(`${identitiesWords(rows.length)} exported`);
  };
  return { pending, failure, dismiss: () => setFailure(undefined), run };
}

const NOT_LOADED: ExportFailure = {
  title: 'The export could not start',
  text: 'Reload the page and try again. Nothing was saved.',
};
