import { Info } from 'lucide-react';

/** Said near every edit form: the operator is not the only one who writes. */
export function GatewayNote() {
  return (
    <p className="flex items-start gap-2 text-[0.8125rem] text-muted">
      <Info aria-hidden="true" className="mt-[0.15em] size-3.5 shrink-0" />
      <span>
        The gateway writes identities too: traffic that names this external ID can overwrite a correction made
        here.
      </span>
    </p>
  );
}
