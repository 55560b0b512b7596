import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { SignInForm } from '@/components/sign-in/sign-in-form';
import { safeNext } from '@/lib/auth/safe-next';
import { addressParameters } from '@/lib/server/address-parameters';
import { presentSignIn } from '@/lib/server/authorize';
import { signInWays } from '@/lib/server/sign-in-ways';
import type { Route } from 'next';

export const metadata: Metadata = { title: 'Sign in' };

/** Signing in. `?next=` says where to go afterwards; `?result=` and `?wait=` how an attempt without JavaScript ended. */
export default async function SignInPage({ searchParams }: PageProps<'/sign-in'>) {
  const parameters = addressParameters(await searchParams);
  const next = safeNext(parameters.get('next'));
  const present = await presentSignIn();
  if (present !== undefined) redirect(next as Route);
  return (
    <div className="mx-auto max-w-[24rem] pt-[12vh]">
      <h1 className="pb-6 text-xl font-semibold tracking-tight">Sign in</h1>
      <SignInForm
        next={next}
        ways={signInWays()}
        result={parameters.get('result') ?? undefined}
        reason={parameters.get('reason') ?? undefined}
        wait={Number(parameters.get('wait') ?? 0) || undefined}
      />
    </div>
  );
}
