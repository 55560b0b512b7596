'use client';

import { Download } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';

/** New recovery codes, the one time they are shown. */
export function RecoveryCodes({
  codes,
  email,
  onKept,
}: {
  codes: readonly string[];
  email: string;
  onKept: () => void;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
    // Whoever closes the tab now would find out on the day the phone is gone.
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, []);
  return (
    <div className="flex flex-col gap-4">
      <div>
        <h3 ref={heading} tabIndex={-1} className="font-medium outline-none">
          Keep your recovery codes
        </h3>
        <p className="pt-1 text-muted">
          Without your app, each of them signs you in once, with your password. They are not shown again: put
          them where you keep passwords, not on the device that holds the app.
        </p>
      </div>
      <ul
        aria-label="Recovery codes"
        className="panel grid gap-x-8 gap-y-1.5 px-4 py-3 font-mono text-[0.8125rem] sm:grid-cols-2"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <CopyButton what="recovery codes" value={codes.join('\n')} text />
        <Button onClick={() => saveCodes(codes, email)}>
          <Download aria-hidden="true" className="size-3.5" /> Download
        </Button>
        <Button variant="primary" onClick={onKept}>
          I have kept them
        </Button>
      </div>
    </div>
  );
}

function saveCodes(codes: readonly string[], email: string): void {
  const text = `Recovery codes of Identity Desk (${window.location.host}) for ${email}\nEach works once, with your password.\n\n${codes.join('\n')}\n`;
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = 'identity-desk-recovery-codes.txt';
  link.click();
  // The download reads the address after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
