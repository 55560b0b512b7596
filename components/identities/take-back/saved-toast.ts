import type { QueryClient } from '@tanstack/react-query';
import { toast } from '@/components/ui/toasts';

/**
 * Says that changes were saved and, where the audit log keeps enough of them, offers to take them back. The code for
 * that is fetched when it is asked for.
 *
 * @param entry id of the audit entry; undefined where nothing can be taken back
 */
export function savedToast(client: QueryClient, entry: string | undefined): void {
  toast.success(
    'Changes saved',
    entry === undefined
      ? {}
      : {
          action: {
            label: 'Undo',
            run: () =>
              void import('./undo-now').then(
                ({ undoNow }) => undoNow(client, entry),
                () => toast.error('This could not be loaded. Take the change back from the audit log.'),
              ),
          },
        },
  );
}
