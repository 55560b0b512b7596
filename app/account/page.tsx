import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { OwnSignIns } from '@/components/account/own-sign-ins';
import { PasswordForm } from '@/components/account/password-form';
import { SecondFactor } from '@/components/account/second-factor';
import { Section } from '@/components/account/section';
import { ThemeChoice } from '@/components/account/theme-choice';
import { NoAccess } from '@/components/errors/no-access';
import { parseTheme } from '@/components/shell/preferences';
import { Notice } from '@/components/ui/notice';
import type { OwnAccount } from '@/lib/auth/own-account';
import { safeNext } from '@/lib/auth/safe-next';
import { addressParameters } from '@/lib/server/address-parameters';
import { readOwnAccount } from '@/lib/server/own-account';
import { pageAccess } from '@/lib/server/page-access';
import { signInWays } from '@/lib/server/sign-in-ways';

export const metadata: Metadata = { title: 'Your account' };

/** The operator's own account. `?next=` says where to go once what must be done here first is done. */
export default async function AccountPage({ searchParams }: PageProps<'/account'>) {
  const access = await pageAccess('account');
  const account = access.ok ? await readOwnAccount() : access;
  if (!account.ok) return <NoAccess error={account.error} />;
  const { email, method, mustFirst, signIns } = account.value;
  const wanted = addressParameters(await searchParams).get('next');
  const next = wanted === null ? undefined : safeNext(wanted);
  const byPassword = method === 'password';
  return (
    <div className="mx-auto max-w-[56rem] pt-6 pb-4">
      <h1 className="pb-4 text-xl font-semibold tracking-tight">Your account</h1>
      {mustFirst !== undefined && <MustFirst what={mustFirst} />}
      {mustFirst === undefined && <Profile account={account.value} />}
      {byPassword && mustFirst !== 'set-up-second-factor' && (
        <Section title="Password" text="Changing it also confirms that it is you.">
          <PasswordForm email={email} next={mustFirst === undefined ? undefined : (next ?? '/')} />
        </Section>
      )}
      {byPassword && mustFirst !== 'change-password' && (
        <Section
          title="Second factor"
          text="A code of an authenticator app beside your password. A password that got out is then not enough."
        >
          <SecondFactor account={account.value} next={next} />
        </Section>
      )}
      {!byPassword && (
        <Section title="Sign-in">
          <p>
            You sign in through {signInWays().sso ?? 'the single sign-on'}. Password and second factor are
            looked after there.
          </p>
        </Section>
      )}
      {mustFirst === undefined && (
        <>
          <Section
            title="Your sign-ins"
            text="One for each browser. End those you do not know, then change your password."
          >
            <OwnSignIns signIns={signIns} />
          </Section>
          <Section title="Theme" text="For this browser.">
            <ThemeChoice initial={parseTheme((await cookies()).get('theme')?.value)} />
          </Section>
        </>
      )}
    </div>
  );
}

function Profile({ account: { name, email, role } }: { account: OwnAccount }) {
  return (
    <Section title="You" text="An admin can change your role.">
      <dl className="grid grid-cols-[5rem_minmax(0,1fr)] gap-y-1.5">
        <dt className="text-muted">Name</dt>
        <dd>
          <bdi>{name}</bdi>
        </dd>
        <dt className="text-muted">Email</dt>
        <dd>
          <bdi>{email}</bdi>
        </dd>
        <dt className="text-muted">Role</dt>
        <dd>{role}</dd>
      </dl>
    </Section>
  );
}

function MustFirst({ what }: { what: NonNullable<OwnAccount['mustFirst']> }) {
  return what === 'change-password' ? (
    <Notice tone="warning" title="Choose a password of your own first">
      The one you signed in with was made for you and others may have seen it. After that you go on to where
      you wanted to go.
    </Notice>
  ) : (
    <Notice tone="warning" title="Set up a second factor first">
      Everybody who signs in with a password needs one here. After that you go on to where you wanted to go.
    </Notice>
  );
}
