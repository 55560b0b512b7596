import type { QueryClient } from '@tanstack/react-query';
import { answeredAction } from '@/components/actions/answered-action';
import { toast } from '@/components/ui/toasts';
import { restoreView } from '@/lib/actions/views';
import { errorWords } from '@/lib/errors/error-words';
import { identityKeys } from '@/lib/queries/identities';
import { viewsOptions } from '@/lib/queries/views';
import type { SavedView } from '@/lib/views/saved-view';

/** Takes back the deletion of a view, from the message that told of it. `onBack` is called once it is there again. */
export async function undoDelete(
  client: QueryClient,
  { id, name, search, columns }: SavedView,
  onBack: () => void,
): Promise<void> {
  const outcome = await answeredAction(() => restoreView({ id, name, contents: { search, columns } }));
  await client.invalidateQueries({ queryKey: viewsOptions().queryKey });
  // A list that was read meanwhile says that there is no such view.
  await client.invalidateQueries({ queryKey: identityKeys.lists });
  if (!outcome.ok) {
    const { error } = outcome;
    const why = error.kind === 'not-found' ? error.message : errorWords(error, 'change').text;
    toast.error(`The view is not back. ${why}`);
    return;
  }
  toast.success(`View “${name}” is back`);
  onBack();
}
