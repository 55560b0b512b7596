'use client';

import { useState, type RefObject } from 'react';
import { ErrorNotice } from '@/components/errors/error-notice';
import { useWrite } from '@/components/actions/use-write';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { toast } from '@/components/ui/toasts';
import { changeOperatorRole } from '@/lib/actions/operators';
import type { OperatorRow } from '@/lib/auth/operator-rows';
import type { AppError } from '@/lib/errors/app-error';
import { RoleChoice } from './role-choice';

/** Gives an operator another role. */
export default function RoleDialog({
  row,
  opener,
  onClose,
}: {
  row: OperatorRow;
  opener: RefObject<HTMLElement | null>;
  onClose: () => void;
}) {
  const { pending, write } = useWrite();
  const [role, setRole] = useState(row.role);
  const [error, setError] = useState<AppError>();
  const change = () => {
    setError(undefined);
    write(
      () => changeOperatorRole({ id: row.id, role }),
      (outcome) => {
        if (!outcome.ok) setError(outcome.error);
        else {
          toast.success(`${row.name} is ${role === 'viewer' ? 'a viewer' : `an ${role}`} now`);
          onClose();
        }
        return outcome.ok;
      },
    );
  };
  return (
    <Dialog
      title={`Role of ${row.name}`}
      description="Counts from their next click on."
      opener={opener}
      onClose={() => !pending && onClose()}
    >
      <div className="flex flex-col gap-4 px-5 pt-2 pb-4">
        {error !== undefined && <ErrorNotice error={error} doing="change" className="mb-0" />}
        <RoleChoice value={role} onChange={setRole} />
      </div>
      <div className="flex justify-end gap-2 border-t border-line px-5 py-3">
        <Button onClick={onClose}>Cancel</Button>
        <Button
          variant="primary"
          pending={pending}
          disabledReason={role === row.role ? 'This is the role they have.' : undefined}
          onClick={change}
        >
          Change role
        </Button>
      </div>
    </Dialog>
  );
}
