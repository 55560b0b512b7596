import Link from 'next/link';
import { IdText } from '@/components/ui/bidi-text';
import { buttonClass } from '@/components/ui/button';
import { compareHref } from '@/lib/identity/compare-address';
import { identityName } from '@/lib/identity/identity-name';
import type { IdentityRow } from '@/lib/identity/identity-record';

type Named = Pick<IdentityRow, '_id' | 'external_id' | 'display_name' | 'email'>;

/**
 * Which identities are compared: those of the same email to choose from, and a box for any other. Plain links and a
 * plain form, so that each choice has its address and works before the page's scripts are there.
 *
 * @param chosen `_id` of the one beside it now
 * @param missing what was asked for and is not there
 * @param nobody whether it is known that nobody else carries the email
 */
export function CompareWith({
  one,
  others = [],
  chosen,
  missing,
  nobody = false,
}: {
  one?: Named;
  others?: readonly Named[];
  chosen?: string;
  missing?: string;
  nobody?: boolean;
}) {
  if (chosen !== undefined && others.length < 2 && others.every(({ _id }) => _id === chosen)) return null;
  return (
    <div className="flex flex-col gap-4 pt-2 pb-2">
      {missing !== undefined && (
        <p role="alert" className="text-danger">
          There is no identity with the ID <bdi className="font-mono">{missing}</bdi>. It may have been
          deleted.
        </p>
      )}
      {nobody && one !== undefined && (
        <p className="text-muted">
          {one.email === undefined ? (
            <>
              <bdi>{identityName(one)}</bdi> has no email, so no duplicates are looked for.
            </>
          ) : (
            <>
              Nobody else has the email of <bdi>{identityName(one)}</bdi>.
            </>
          )}{' '}
          Any other identity can be put beside it.
        </p>
      )}
      {one !== undefined && others.length > 0 && (
        <nav aria-label="Compare with" className="flex flex-wrap items-center gap-2">
          <span className="text-[0.8125rem] text-muted">Same email:</span>
          {others.map((other) => (
            <Link
              key={other._id}
              href={compareHref(one._id, other._id)}
              prefetch={false}
              aria-current={other._id === chosen ? 'true' : undefined}
              className={`chip h-auto min-h-7 max-w-full gap-1.5 px-2 hover:border-line-strong ${other._id === chosen ? 'chip-active font-medium' : ''}`}
            >
              <bdi className="truncate">{identityName(other)}</bdi>
              <span className="text-muted">
                <IdText value={other.external_id} />
              </span>
            </Link>
          ))}
        </nav>
      )}
      {chosen === undefined && (
        <form action="/identities/compare" className="flex max-w-xl flex-wrap items-end gap-2">
          {one === undefined ? (
            <Box name="a" label="ID or external ID" />
          ) : (
            <input type="hidden" name="a" value={one._id} />
          )}
          <Box name="b" label={one === undefined ? 'Compared with' : 'Compare with the ID or external ID'} />
          <button type="submit" className={buttonClass()}>
            Compare
          </button>
        </form>
      )}
    </div>
  );
}

function Box({ name, label }: { name: string; label: string }) {
  return (
    <label className="flex min-w-0 flex-1 basis-52 flex-col gap-1 text-[0.8125rem]">
      {label}
      <input
        name={name}
        required
        dir="auto"
        autoComplete="off"
        spellCheck={false}
        className="input w-full font-mono"
      />
    </label>
  );
}
