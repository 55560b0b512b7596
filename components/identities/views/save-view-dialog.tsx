'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useId, useState } from 'react';
import { useWrite } from '@/components/actions/use-write';
import { ErrorNotice } from '@/components/errors/error-notice';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { toast } from '@/components/ui/toasts';
import { changeView, saveView, setDefaultView } from '@/lib/actions/views';
import type { AppError } from '@/lib/errors/app-error';
import { identityKeys } from '@/lib/queries/identities';
import { viewsOptions } from '@/lib/queries/views';
import { viewName, type SavedView, type ViewContents } from '@/lib/views/saved-view';

type Props = { onClose: () => void } & (
  | { view: SavedView }
  | { view?: undefined; contents: (withColumns: boolean) => ViewContents; onSaved: (view: SavedView) => void }
);

/** Saves what is on screen as a view, or gives a view another name. */
export default function SaveViewDialog(props: Props) {
  const { view, onClose } = props;
  const id = useId();
  const client = useQueryClient();
  const router = useRouter();
  const { pending, write } = useWrite();
  const [name, setName] = useState(view?.name ?? '');
  const [withColumns, setWithColumns] = useState(true);
  const [byDefault, setByDefault] = useState(false);
  const [fault, setFault] = useState<string>();
  const [error, setError] = useState<AppError>();

  const save = async () => {
    if (props.view !== undefined) return changeView({ id: props.view.id, name });
    const saved = await saveView({ name, contents: props.contents(withColumns) });
    if (!saved.ok || !byDefault) return saved;
    const set = await setDefaultView({ id: saved.value.id });
    return set.ok ? saved : set;
  };
  const submit = () => {
    const checked = viewName.safeParse(name);
    setFault(checked.error?.issues[0]?.message);
    if (!checked.success) {
      document.getElementById(id)?.focus();
      return;
    }
    setError(undefined);
    write(save, (outcome) => {
      void client.invalidateQueries({ queryKey: viewsOptions().queryKey });
      if (!outcome.ok) setError(outcome.error);
      else {
        toast.success(view === undefined ? 'View saved' : 'View renamed');
        if (props.view === undefined) props.onSaved(outcome.value);
        else void client.invalidateQueries({ queryKey: identityKeys.lists });
        if (byDefault) router.refresh();
        onClose();
      }
      return outcome.ok;
    });
  };

  return (
    <Dialog
      title={view === undefined ? 'Save as new view' : 'Rename view'}
      {...(view === undefined && {
        description: 'Keeps search, tags, order and rows per page under a name that everybody here can open.',
      })}
      onClose={() => !pending && onClose()}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <div className="flex flex-col gap-4 px-5 pt-2 pb-4">
          {error !== undefined && <ErrorNotice error={error} doing="change" className="mb-0" />}
          <Field id={id} label="Name" error={fault}>
            {(parts) => (
              <input
                {...parts}
                autoFocus
                value={name}
                onChange={(event) => setName(event.target.value)}
                autoComplete="off"
                className="input"
              />
            )}
          </Field>
          {view === undefined && (
            <div className="flex flex-col gap-1">
              <label className="flex min-h-7 cursor-pointer items-center gap-2">
                <input
                  type="checkbox"
                  className="checkbox"
                  checked={withColumns}
                  onChange={(event) => setWithColumns(event.target.checked)}
                />
                Include the columns as they are now
              </label>
              <label className="flex min-h-7 cursor-pointer items-center gap-2">
                <input
                  type="checkbox"
                  className="checkbox"
                  checked={byDefault}
                  onChange={(event) => setByDefault(event.target.checked)}
                />
                Open it by default, for me
              </label>
            </div>
          )}
        </div>
        <div className="flex justify-end gap-2 border-t border-line px-5 py-3">
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" pending={pending}>
            {view === undefined ? 'Save view' : 'Rename view'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
