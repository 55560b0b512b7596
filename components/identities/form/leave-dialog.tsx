'use client';

import { useId, useRef } from 'react';
import { AlertDialog } from '@/components/ui/alert-dialog';
import { Button } from '@/components/ui/button';

/** The question before unsaved changes are left. Staying has the first focus and is what Escape does. */
export default function LeaveDialog({ onStay, onLeave }: { onStay: () => void; onLeave: () => void }) {
  const text = useId();
  const stay = useRef<HTMLButtonElement>(null);
  return (
    <AlertDialog title="Leave without saving?" describedBy={text} cancel={stay} onClose={onStay}>
      <p id={text} className="px-5 text-muted">
        Your changes are not saved. This tab keeps them in case you come back, until it is reloaded or closed.
      </p>
      <div className="flex justify-end gap-2 p-5">
        <Button ref={stay} onClick={onStay}>
          Stay
        </Button>
        <Button variant="danger" onClick={onLeave}>
          Leave
        </Button>
      </div>
    </AlertDialog>
  );
}
