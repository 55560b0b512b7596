import { BackToList } from '@/components/identities/detail/back-to-list';

/** Nobody is named by this address. */
export default function IdentityNotFound() {
  return (
    <div className="py-10">
      <h1 className="pb-2 text-xl font-semibold tracking-tight">Identity not found</h1>
      <p className="max-w-prose pb-4 text-muted">
        No identity has this ID or external ID. It may have been deleted; if traffic names its external ID again, the gateway creates it anew with another ID.
      </p>
      <BackToList />
    </div>
  );
}
