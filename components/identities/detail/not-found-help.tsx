import Link from 'next/link';
import { listHref } from '@/lib/identity/list-address';
import { Breadcrumb } from './breadcrumb';

/**
 * What stands where an identity is not (any more), with the ways on.
 *
 * @param reference what was asked for, where that can be told
 */
export function NotFoundHelp({ reference: ref }: { reference: string | undefined }) {
  return (
    <>
      <div className="pt-5">
        <Breadcrumb name="Not found" />
      </div>
      <div className="max-w-[42rem] pt-6">
        <h1 className="pb-2 text-xl font-semibold tracking-tight">Identity not found</h1>
        <p className="pb-4 text-muted">
          No identity has this ID or external ID. It may have been deleted; the next request that names its
          external ID creates it again.
        </p>
        {ref !== undefined && (
          <p className="pb-4">
            Looked for <bdi className="rounded bg-raised px-1.5 py-0.5 font-mono text-[0.8125rem]">{ref}</bdi>
          </p>
        )}
        <div className="flex flex-wrap gap-2">
          <Link href="/identities" prefetch={false} className="button button-primary">
            Go to identities
          </Link>
          {ref !== undefined && ref.trim().length > 1 && ref.length <= 256 && (
            <Link
              href={listHref({
                search: ref.trim(),
                tags: [],
                sort: 'newest',
                limit: 25,
                after: undefined,
                before: undefined,
              })}
              prefetch={false}
              className="button button-secondary"
            >
              Search for this text
            </Link>
          )}
        </div>
      </div>
    </>
  );
}
