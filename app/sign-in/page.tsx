import type { Metadata, Route } from 'next';
import { redirect } from 'next/navigation';
import { SignInForm } from '@/components/sign-in/sign-in-form';
import { BrandMark } from '@/components/ui/brand-mark';
import { safeNext } from '@/lib/auth/safe-next';
import { addressParameters } from '@/lib/server/address-parameters';
import { presentSignIn } from '@/lib/server/authorize';
import { ownOrigin } from '@/lib/server/own-origin';
import { signInWays } from '@/lib/server/sign-in-ways';

export const metadata: Metadata = { title: 'Sign in' };

/**
 * Signing in. `?next=` says where to go afterwards; `?result=` and `?wait=` how an attempt without JavaScript ended;
 * `?again=` lets somebody who is signed in prove it anew.
 */
export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const parameters = addressParameters(await searchParams);
  const next = safeNext(parameters.get('next'));
  const present = await presentSignIn();
  if (present !== undefined && !parameters.has('again')) redirect(next as Route);
  const ways = signInWays();
  return (
    <div className="mx-auto flex min-h-[calc(100dvh-var(--header-height)-4rem)] max-w-[22rem] flex-col pt-[10vh]">
      <BrandMark className="size-11" />
      <h1 className="pt-5 text-2xl font-semibold tracking-tight">Sign in</h1>
      <p className="pt-1 pb-7 text-muted">
        to Identity Desk at <bdi>{new URL(ownOrigin()).host}</bdi>
      </p>
      <SignInForm
        next={next}
        ways={ways}
        result={parameters.get('result') ?? undefined}
        reason={parameters.get('reason') ?? undefined}
        wait={Number(parameters.get('wait') ?? 0) || undefined}
      />
      <footer className="mt-auto pt-10 text-[0.8125rem] text-muted">
        {ways.demo
          ? 'This is a demo with invented identities. Its accounts were printed where it was started.'
          : 'No account yet, or the password forgotten? An admin of this dashboard can send you a link.'}
      </footer>
    </div>
  );
}
