import type { ReactNode } from 'react';

/** One line of the profile: the term beside its value, above it on a phone. */
export function ProfileRow({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="px-4 py-2 sm:grid sm:grid-cols-[8rem_minmax(0,1fr)] sm:gap-4">
      <dt className="text-[0.8125rem] leading-7 text-muted">{term}</dt>
      <dd className="min-w-0 leading-7">{children}</dd>
    </div>
  );
}

/** A value that is not there. */
export function Unset({ children }: { children: ReactNode }) {
  return <span className="text-muted">{children}</span>;
}
