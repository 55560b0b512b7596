import { BackToList } from './back-to-list';

/** Where this page stands: below the list it was opened from. */
export function Breadcrumb({ id, name }: { id?: string | undefined; name: string }) {
  return (
    <nav aria-label="Breadcrumb" className="min-w-0">
      <ol className="flex min-w-0 items-center gap-1.5 text-[0.8125rem] text-muted">
        <li>
          <BackToList id={id} />
        </li>
        <li aria-hidden="true">/</li>
        <li aria-current="page" className="max-w-80 truncate">
          <bdi>{name}</bdi>
        </li>
      </ol>
    </nav>
  );
}
