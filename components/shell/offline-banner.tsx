'use client';

import { WifiOff } from 'lucide-react';
import { useOnline } from './use-online';

/** Says that there is no connection. Reading what is on screen goes on; changes wait. */
export function OfflineBanner() {
  const online = useOnline();
  return (
    <div role="status" className={online ? 'sr-only' : 'flex items-center justify-center gap-2 bg-warning-soft px-4 py-1.5 text-sm text-warning'}>
      {!online && (
        <>
          <WifiOff aria-hidden="true" className="size-4" />
          You are offline. What is shown stays; changes can be saved once you are back.
        </>
      )}
    </div>
  );
}
