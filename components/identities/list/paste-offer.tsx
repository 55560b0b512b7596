'use client';

import { ListChecks } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { Kbd } from '@/components/ui/kbd';
import { formatCount } from '@/lib/format/numbers';
import { pastedMany, readsLikeMany } from '@/lib/identity/pasted-many';
import { handOverValues } from '@/lib/queries/pasted-values';

/** Offers to look up the values that a text lists; nothing where it reads like a search. */
export default function PasteOffer({ text }: { text: string }) {
  const router = useRouter();
  if (!readsLikeMany(text)) return null;
  const { values, left } = pastedMany(text);
  return (
    <div className="floating absolute inset-x-0 top-full mt-1 p-1">
      <button
        type="button"
        data-offer
        className="option w-full text-left hover:bg-raised"
        onClick={() => {
          handOverValues(values);
          router.push('/identities/paste');
        }}
      >
        <ListChecks aria-hidden="true" className="size-4 shrink-0 text-muted" />
        <span role="status">{`Look up ${formatCount(values.length)} pasted values`}</span>
        <span aria-hidden="true" className="ml-auto">
          <Kbd>Enter</Kbd>
        </span>
      </button>
      {left > 0 && (
        <p className="px-2 pt-1 pb-1.5 text-xs text-muted">
          {`The first ${formatCount(values.length)} of ${formatCount(values.length + left)}: more are not looked up at once.`}
        </p>
      )}
    </div>
  );
}
