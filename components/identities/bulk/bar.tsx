'use client';

import { Download, Trash2 } from 'lucide-react';
import { usePermission } from '@/components/shell/operator';
import { Button, buttonClass } from '@/components/ui/button';
import { compareHref } from '@/lib/identity/compare-address';
import type { IdentityPage } from '@/lib/identity/identity-record';
import { IntentLink } from '../intent-link';
import { pairOf, type Chosen } from './chosen';
import { ChosenCount } from './chosen-count';
import { OfferAll } from './offer-all';
import { useRoomBelow } from './use-room-below';

/** What can be done with the selection, and what its dialogs are. */
export type BulkDialog = 'add' | 'remove' | 'metadata' | 'export' | 'delete';

const CHANGES = [
  { dialog: 'add', label: 'Add tags' },
  { dialog: 'remove', label: 'Remove tags' },
  { dialog: 'metadata', label: 'Set metadata…' },
] as const;

/**
 * The bar of a selection, at the bottom of the window. "Clear selection" stands at the other end than "Delete", and
 * without an icon: one takes rows off a list, the other out of the workspace.
 */
export function Bar({
  chosen,
  page,
  onOpen,
  onClear,
}: {
  chosen: Chosen;
  page: IdentityPage | undefined;
  onOpen: (dialog: BulkDialog, opener: HTMLElement) => void;
  onClear: () => void;
}) {
  const bar = useRoomBelow();
  const write = usePermission('identity.write');
  const remove = usePermission('identity.delete');
  const pair = pairOf(chosen);
  return (
    <section
      ref={bar}
      aria-label="Selection"
      className="floating fixed inset-x-4 bottom-4 z-30 mx-auto flex max-h-[60vh] w-fit max-w-[calc(100vw-2rem)] animate-[rise_140ms_ease-out] flex-col overflow-y-auto p-2"
    >
      {page !== undefined && <OfferAll chosen={chosen} page={page} />}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <div className="flex grow items-center justify-between gap-x-2 pl-2">
          <ChosenCount chosen={chosen} page={page} />
          <Button size="sm" variant="ghost" className="shrink-0" onClick={onClear}>
            Clear selection
          </Button>
        </div>
        <div className="flex flex-wrap gap-1.5">
          {CHANGES.map(({ dialog, label }) => (
            <Button
              key={dialog}
              size="sm"
              disabledReason={write.may ? undefined : write.reason}
              onClick={(event) => onOpen(dialog, event.currentTarget)}
            >
              {label}
            </Button>
          ))}
          {pair !== undefined && (
            <IntentLink href={compareHref(...pair)} className={buttonClass({ size: 'sm' })}>
              Compare
            </IntentLink>
          )}
          <Button size="sm" onClick={(event) => onOpen('export', event.currentTarget)}>
            <Download aria-hidden="true" className="size-3.5 max-sm:hidden" /> Export
          </Button>
          <Button
            size="sm"
            className="text-danger"
            disabledReason={remove.may ? undefined : remove.reason}
            onClick={(event) => onOpen('delete', event.currentTarget)}
          >
            <Trash2 aria-hidden="true" className="size-3.5 max-sm:hidden" /> Delete
          </Button>
        </div>
      </div>
    </section>
  );
}
