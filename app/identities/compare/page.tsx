import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { NoAccess } from '@/components/errors/no-access';
import { CompareWith } from '@/components/identities/compare/compare-with';
import { Comparison } from '@/components/identities/compare/comparison';
import { Breadcrumb } from '@/components/identities/detail/breadcrumb';
import { ReadFailed } from '@/components/identities/form/read-failed';
import { succeeded, type AppError, type Outcome } from '@/lib/errors/app-error';
import type { IdentityRecord } from '@/lib/identity/identity-record';
import { addressParameters } from '@/lib/server/address-parameters';
import { readSameEmail } from '@/lib/server/duplicates';
import { readIdentity } from '@/lib/server/identities';
import { pageAccess } from '@/lib/server/page-access';

export const metadata: Metadata = { title: 'Compare identities' };

/** Two identities side by side, `?a=…&b=…`; without `b`, `a` beside another that carries its email. */
export default async function ComparePage({ searchParams }: PageProps<'/identities/compare'>) {
  const access = await pageAccess('identity.read');
  if (!access.ok) return <NoAccess error={access.error} />;
  const parameters = addressParameters(await searchParams);
  const [a, b] = [reference(parameters.get('a')), reference(parameters.get('b'))];
  if (a === undefined)
    return (
      <Frame>
        <CompareWith />
      </Frame>
    );

  const [one, named] = await Promise.all([
    readIdentity(a, { figures: true }),
    b === undefined ? undefined : readIdentity(b, { figures: true }),
  ]);
  if (!one.ok) return <Unread which={a} error={one.error} />;
  const found = await readSameEmail(one.value);
  const others = found.ok ? found.value.others : [];
  const other = named ?? (await nextOf(others[0]?._id));
  if (!other.ok) return <Unread which={b ?? ''} one={one.value} error={other.error} />;
  if (other.value === undefined || other.value._id === one.value._id)
    return (
      <Frame>
        {!found.ok && <ReadFailed error={found.error} />}
        <CompareWith one={one.value} others={others} nobody={found.ok} />
      </Frame>
    );
  return (
    <Frame>
      <CompareWith one={one.value} others={others} chosen={other.value._id} />
      <Comparison
        // Another pair starts anew: no choice made for one pair is carried to the next.
        key={`${one.value._id} ${other.value._id}`}
        pair={{ left: one.value, right: other.value }}
        readAt={renderTime()}
      />
    </Frame>
  );
}

function reference(text: string | null): string | undefined {
  const ref = text?.trim() ?? '';
  return ref === '' || ref.length > 1024 || !ref.isWellFormed() ? undefined : ref;
}

async function nextOf(id: string | undefined): Promise<Outcome<IdentityRecord | undefined>> {
  return id === undefined ? succeeded(undefined) : readIdentity(id, { figures: true });
}

function Unread({ which, one, error }: { which: string; one?: IdentityRecord; error: AppError }) {
  return (
    <Frame>
      {error.kind === 'not-found' ? (
        <CompareWith {...(one && { one })} missing={which} />
      ) : (
        <ReadFailed error={error} />
      )}
    </Frame>
  );
}

function Frame({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto max-w-[76rem] pt-4">
      <div className="flex min-h-7 items-center">
        <Breadcrumb name="Compare" />
      </div>
      <h1 className="pt-3 text-xl font-semibold tracking-tight">Compare identities</h1>
      {children}
    </div>
  );
}

function renderTime(): string {
  return new Date().toISOString();
}
