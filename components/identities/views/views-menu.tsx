'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { DropdownMenu } from 'radix-ui';
import { lazy, Suspense, useState, type ReactElement, type ReactNode } from 'react';
import { answeredAction } from '@/components/actions/answered-action';
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu';
import { toast } from '@/components/ui/toasts';
import { changeView, setDefaultView } from '@/lib/actions/views';
import type { Outcome } from '@/lib/errors/app-error';
import { errorWords } from '@/lib/errors/error-words';
import { NO_VIEW, trustedListQuery } from '@/lib/identity/list-address';
import { identityKeys, identityListOptions } from '@/lib/queries/identities';
import { viewHref, viewsOptions } from '@/lib/queries/views';
import type { SavedView } from '@/lib/views/saved-view';
import { copyText } from '../copy-text';
import { isEdited, presentContents } from './present-view';
import type { ViewsProps } from './views-button';

const SaveViewDialog = lazy(() => import('./save-view-dialog'));
const DeleteViewDialog = lazy(() => import('./delete-view-dialog'));

/** The saved views, and what can be done with the one that is open. Mounted open, by the button it replaces. */
export default function ViewsMenu({ query, show, trigger }: ViewsProps & { trigger: ReactElement }) {
  const client = useQueryClient();
  const router = useRouter();
  const [dialog, setDialog] = useState<'save' | 'rename' | 'delete'>();
  const { data: list, isError } = useQuery(viewsOptions());
  const page = useQuery({ ...identityListOptions(query), enabled: false }).data;
  const views = list?.views ?? [];
  const open = views.find(({ id }) => id === query.view);
  const isDefault = open !== undefined && open.id === list?.default_view;

  const showAll = () => show({ ...trustedListQuery(NOTHING), view: noView(list?.default_view) }, 'push');
  const openView = ({ id, search }: SavedView) =>
    show({ ...trustedListQuery(new URLSearchParams(search)), view: id }, 'push');
  const goBackTo = (view: SavedView) => {
    // The message outlives the list: elsewhere it only says that the view is back.
    if (window.location.pathname === '/identities') openView(view);
  };
  const run = async (action: () => Promise<Outcome<unknown>>, done: string) => {
    const outcome = await answeredAction(action);
    if (outcome.ok) toast.success(done);
    else toast.error(errorWords(outcome.error, 'change').title);
    await client.invalidateQueries({ queryKey: viewsOptions().queryKey });
    return outcome.ok;
  };
  const update = async (view: SavedView) => {
    const contents = presentContents(query, page, view.columns !== null);
    if (await run(() => changeView({ id: view.id, contents }), 'View saved'))
      await client.invalidateQueries({ queryKey: identityKeys.lists });
  };
  const makeDefault = async (id: string | null, done: string) => {
    // The page knows whether there is one: a list without a view then says so in its address.
    if (await run(() => setDefaultView({ id }), done)) router.refresh();
  };
  const close = () => setDialog(undefined);

  return (
    <>
      <Menu defaultOpen align="start" trigger={trigger}>
        <DropdownMenu.RadioGroup
          aria-label="Views"
          value={open?.id ?? NO_VIEW}
          className="max-h-[min(20rem,50vh)] overflow-y-auto"
        >
          <Choice value={NO_VIEW} onSelect={showAll}>
            All identities
          </Choice>
          {views.map((view) => (
            <Choice key={view.id} value={view.id} onSelect={() => openView(view)}>
              <bdi className="min-w-0 flex-1 truncate">{view.name}</bdi>
              {view.id === list?.default_view && <span className="text-xs text-muted">default</span>}
            </Choice>
          ))}
        </DropdownMenu.RadioGroup>
        {list === undefined && (
          <p role="status" className="px-2.5 py-1.5 text-sm text-muted">
            {isError ? 'The views could not be read.' : 'Reading views…'}
          </p>
        )}
        {open !== undefined && (
          <>
            <MenuSeparator />
            <MenuItem
              disabledReason={
                !open.changeable
                  ? `Only ${open.operator_email} or an admin can change it.`
                  : isEdited(open, query, page)
                    ? undefined
                    : 'Nothing has changed since it was saved.'
              }
              onSelect={() => void update(open)}
            >
              Save changes
            </MenuItem>
            <MenuItem
              disabledReason={open.changeable ? undefined : `Only ${open.operator_email} or an admin can.`}
              onSelect={() => setDialog('rename')}
            >
              Rename…
            </MenuItem>
            <MenuItem
              onSelect={() => void copyText(new URL(viewHref(open), window.location.origin).href, 'Link')}
            >
              Copy link
            </MenuItem>
            {isDefault ? (
              <MenuItem onSelect={() => void makeDefault(null, 'Identities opens with all identities')}>
                Don’t open by default
              </MenuItem>
            ) : (
              <MenuItem onSelect={() => void makeDefault(open.id, `Identities opens with “${open.name}”`)}>
                Open by default
              </MenuItem>
            )}
          </>
        )}
        <MenuSeparator />
        <MenuItem onSelect={() => setDialog('save')}>Save as new view…</MenuItem>
        {open !== undefined && (
          <MenuItem
            danger
            disabledReason={open.changeable ? undefined : `Only ${open.operator_email} or an admin can.`}
            onSelect={() => setDialog('delete')}
          >
            Delete…
          </MenuItem>
        )}
      </Menu>
      <Suspense>
        {dialog === 'save' && (
          <SaveViewDialog
            contents={(withColumns) => presentContents(query, page, withColumns)}
            onSaved={({ id }) => show({ ...query, view: id }, 'push')}
            onClose={close}
          />
        )}
        {dialog === 'rename' && open !== undefined && <SaveViewDialog view={open} onClose={close} />}
        {dialog === 'delete' && open !== undefined && (
          <DeleteViewDialog view={open} onDeleted={showAll} onBack={() => goBackTo(open)} onClose={close} />
        )}
      </Suspense>
    </>
  );
}

const NOTHING = new URLSearchParams();

/** How an address says that there is no view: not at all, unless an address that says nothing opens one. */
function noView(defaultView: string | undefined): string | undefined {
  return defaultView === undefined ? undefined : NO_VIEW;
}

function Choice({ value, onSelect, children }: { value: string; onSelect: () => void; children: ReactNode }) {
  return (
    <DropdownMenu.RadioItem value={value} onSelect={onSelect} className="option max-w-72 outline-none">
      <span aria-hidden="true" className="grid size-4 shrink-0 place-items-center">
        <DropdownMenu.ItemIndicator>
          <Check className="size-4" />
        </DropdownMenu.ItemIndicator>
      </span>
      {children}
    </DropdownMenu.RadioItem>
  );
}
