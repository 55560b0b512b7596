'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toasts';
import { beginSecondFactor, makeRecoveryCodes, turnOffSecondFactor } from '@/lib/actions/account';
import type { NewSecret, OwnAccount } from '@/lib/auth/own-account';
import { PasswordStep } from './password-step';
import { RecoveryCodes } from './recovery-codes';
import { SecretStep } from './secret-step';

/** Where the operator is: looking, giving the password for something, adding the secret, keeping the codes. */
type Step =
  | { at: 'rest' }
  | { at: 'password'; for: 'set-up' | 'turn-off' | 'new-codes' }
  | { at: 'secret'; secret: NewSecret }
  | { at: 'codes'; codes: string[] };

/** With so few recovery codes left it is time for new ones. */
const FEW = 3;

/**
 * Setting up, renewing and turning off the second factor. The codes that were just made stay on screen, whatever the
 * page around is told meanwhile: they are shown only once.
 *
 * @param next where to go afterwards, for who was sent here to do this first
 */
export function SecondFactor({
  account: { email, secondFactor },
  next,
}: {
  account: Pick<OwnAccount, 'email' | 'secondFactor'>;
  next: string | undefined;
}) {
  const router = useRouter();
  const [step, setStep] = useState<Step>({ at: 'rest' });
  const here = useRef<HTMLDivElement>(null);
  const rest = () => setStep({ at: 'rest' });

  // The button that was pressed goes with its step; the focus must not go with it.
  const first = useRef(true);
  useEffect(() => {
    if (first.current) first.current = false;
    else if (here.current?.contains(document.activeElement) === false) here.current.focus();
  }, [step.at]);

  return (
    <div ref={here} tabIndex={-1} className="outline-none">
      {step.at === 'rest' && (
        <AtRest secondFactor={secondFactor} onAsk={(what) => setStep({ at: 'password', for: what })} />
      )}
      {step.at === 'password' && step.for === 'set-up' && (
        <PasswordStep
          words="First, your password."
          label="Continue"
          action={beginSecondFactor}
          onDone={(secret) => setStep({ at: 'secret', secret })}
          onCancel={rest}
        />
      )}
      {step.at === 'password' && step.for === 'new-codes' && (
        <PasswordStep
          words="The recovery codes that you have now stop working."
          label="Make new codes"
          action={makeRecoveryCodes}
          onDone={({ codes }) => setStep({ at: 'codes', codes })}
          onCancel={rest}
        />
      )}
      {step.at === 'password' && step.for === 'turn-off' && (
        <PasswordStep
          words="From then on your password alone signs you in. The codes in your app and your recovery codes stop working."
          label="Turn off"
          danger
          action={turnOffSecondFactor}
          onDone={() => {
            toast.success('Second factor turned off');
            rest();
          }}
          onCancel={rest}
        />
      )}
      {step.at === 'secret' && (
        <SecretStep
          secret={step.secret}
          onDone={(codes) => {
            toast.success('Second factor turned on');
            setStep({ at: 'codes', codes });
          }}
          onCancel={rest}
        />
      )}
      {step.at === 'codes' && (
        <RecoveryCodes
          codes={step.codes}
          email={email}
          onKept={() => {
            if (next !== undefined) router.replace(next as Route);
            else rest();
          }}
        />
      )}
    </div>
  );
}

function AtRest({
  secondFactor: { on, required, codesLeft = 0 },
  onAsk,
}: {
  secondFactor: OwnAccount['secondFactor'];
  onAsk: (what: 'set-up' | 'turn-off' | 'new-codes') => void;
}) {
  if (!on)
    return (
      <div className="flex flex-col items-start gap-3">
        <p>
          <Badge>Off</Badge> Your password alone signs you in.
        </p>
        <Button variant={required ? 'primary' : 'secondary'} onClick={() => onAsk('set-up')}>
          Set up second factor
        </Button>
      </div>
    );
  return (
    <div className="flex flex-col items-start gap-3">
      <p>
        <Badge>On</Badge> {codesWords(codesLeft)}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => onAsk('new-codes')}>New recovery codes</Button>
        <Button
          disabledReason={
            required ? 'Everybody who signs in with a password needs a second factor here.' : undefined
          }
          onClick={() => onAsk('turn-off')}
        >
          Turn off
        </Button>
      </div>
      {required && (
        <p className="text-[0.8125rem] text-muted">
          Everybody who signs in with a password needs a second factor here, so it cannot be turned off.
        </p>
      )}
    </div>
  );
}

function codesWords(left: number): string {
  if (left === 0) return 'All recovery codes are used. Make new ones before you lose your phone.';
  const words = `${left} ${left === 1 ? 'recovery code is' : 'recovery codes are'} left.`;
  return left <= FEW ? `${words} Time to make new ones.` : words;
}
