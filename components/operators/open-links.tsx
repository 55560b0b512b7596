import type { LinkRow } from '@/lib/auth/operator-rows';
import { RelativeUntil } from './relative-until';
import { WithdrawButton } from './withdraw-button';

/** The links that were made and not used yet. They cannot be shown again, only withdrawn. */
export function OpenLinks({ links }: { links: readonly LinkRow[] }) {
  if (links.length === 0) return null;
  return (
    <section aria-labelledby="open-links" className="pt-8">
      <h2 id="open-links" className="pb-2 text-base font-semibold">
        Open links
      </h2>
      <ul className="panel divide-y divide-line">
        {links.map((link) => (
          <li
            key={link.id}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-3 py-2.5"
          >
            <div className="min-w-0">
              <bdi className="font-medium wrap-anywhere">{link.email}</bdi>
              <p className="text-[0.8125rem] text-muted">
                {link.for_password ? 'Choose a new password' : `Join as ${link.role}`} ·{' '}
                {link.by !== '' && (
                  <>
                    by <bdi>{link.by}</bdi> ·{' '}
                  </>
                )}
                works <RelativeUntil value={link.expires} />
              </p>
            </div>
            <WithdrawButton link={link} />
          </li>
        ))}
      </ul>
    </section>
  );
}
