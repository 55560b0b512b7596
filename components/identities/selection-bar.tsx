'use client';

import { useEffect, useEffectEvent } from 'react';
import { useOnIntent } from '@/components/ui/use-on-intent';
import type { IdentityPage } from '@/lib/identity/identity-record';
import type { ListQuery } from '@/lib/identity/list-query';
import { useSelection } from './selection';

const loadPanel = () => import('./bulk/selection-panel');

/**
 * The selection and what can be done with it; nothing while nothing is selected. Fetched when a selection begins.
 *
 * @param page the rows on screen
 * @param show shows another view of the list
 */
export function SelectionBar(props: {
  page: IdentityPage | undefined;
  show: (changes: Partial<ListQuery>, history: 'push') => void;
}) {
  const { rows, matching } = useSelection();
  const { Part: SelectionPanel, request } = useOnIntent(loadPanel);
  const begin = useEffectEvent(request);
  const any = rows.size > 0 || matching !== undefined;
  useEffect(() => {
    if (any) begin();
  }, [any]);
  return SelectionPanel && <SelectionPanel {...props} />;
}
