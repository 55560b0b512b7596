'use client';

import { useState } from 'react';
import { useOperator } from '@/components/shell/operator';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Notice } from '@/components/ui/notice';
import { queryError } from '@/lib/queries/outcome-json';
import { errorWords } from '@/lib/errors/error-words';
import type { AgainError } from './again-button';
import { AgainForm } from './again-form';
import { AgainElsewhere } from './again-elsewhere';
import { otherOperator } from './prove-again';

/** Signing in again, or confirming who one is, over the page that asked for it. */
export default function AgainDialog({
  error,
  onClose,
  onDone,
}: {
  error: AgainError;
  onClose: () => void;
  onDone: () => void;
}) {
  const operator = useOperator();
  const [other, setOther] = useState<string>();
  const [failure, setFailure] = useState<{ title: string; text: string }>();
  const confirming = error.kind === 'confirm-sign-in';
  const method = confirming ? error.method : operator?.method;

  // Signed in, but as whom: this page, and what is typed in it, belongs to one operator.
  const settle = async () => {
    try {
      const email = operator === undefined ? undefined : await otherOperator(operator.id);
      if (email === undefined) onDone();
      else setOther(email);
    } catch (caught) {
      setFailure(errorWords(queryError(caught), 'read'));
    }
  };

  return (
    <Dialog
      title={confirming ? 'Confirm that it is you' : 'Sign in again'}
      description={
        confirming
          ? 'This needs a sign-in of the last 15 minutes. The page stays as it is.'
          : 'Your sign-in has ended. What you typed on the page stays as it is.'
      }
      className="max-w-sm"
      onClose={onClose}
    >
      {other !== undefined ? (
        <div className="flex flex-col gap-4 p-5 pt-2">
          <Notice tone="warning" title="You are signed in as somebody else now" className="mb-0">
            This page belongs to <bdi>{operator?.email}</bdi>, and this browser is signed in as{' '}
            <bdi>{other}</bdi>. Reload it to go on as <bdi>{other}</bdi>; what was typed in it is lost then.
          </Notice>
          <Button variant="primary" onClick={() => window.location.reload()}>
            Reload
          </Button>
        </div>
      ) : method === 'sso' || operator === undefined ? (
        <AgainElsewhere failure={failure} onBack={settle} />
      ) : (
        <AgainForm
          confirming={confirming}
          email={operator.email}
          failure={failure}
          onFailure={setFailure}
          onProved={settle}
        />
      )}
    </Dialog>
  );
}
