import type { QueryClient } from '@tanstack/react-query';
import { toast } from '@/components/ui/toasts';
import { takeBackEdit } from '@/lib/actions/take-back';
import { errorWords } from '@/lib/errors/error-words';
import { FIELD_LABELS } from '@/lib/identity/identity-values';
import { answeredAction } from '@/components/actions/answered-action';
import { showTakenBack } from './show-taken-back';

/** Takes back a change that was just saved, without asking. What cannot be done so is left to the audit log. */
export async function undoNow(client: QueryClient, entry: string): Promise<void> {
  const outcome = await answeredAction(() => takeBackEdit({ entry, leave: [], seen: {} }));
  if (!outcome.ok) {
    const { title, text } = errorWords(outcome.error, 'change');
    toast.error(`Not taken back. ${title}. ${text}`);
    return;
  }
  if (outcome.value.status === 'changed-meanwhile') {
    const fields = outcome.value.fields.map((field) => FIELD_LABELS[field]).join(', ');
    toast.error(
      `Not taken back: ${fields} changed again since. Under History on the identity’s page you can choose what to keep.`,
    );
    return;
  }
  showTakenBack(client, outcome.value.identity);
  if (outcome.value.kept.length === 0) toast.success('Change taken back');
  else toast.error('Taken back, but the service stored something else than asked. Look at the identity.');
}
