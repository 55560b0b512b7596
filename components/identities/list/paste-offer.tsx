'use client';

import { ListChecks } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useEffectEvent, useLayoutEffect, type RefObject } from 'react';
import { Kbd } from '@/components/ui/kbd';
import { formatCount } from '@/lib/format/numbers';
import { pastedMany, readsLikeMany } from '@/lib/identity/pasted-many';
import { handOverValues } from '@/lib/queries/pasted-values';

/**
 * Offers to look up the values that a text lists; nothing where it reads like a search. What was pasted and does not
 * fit the search box stands here alone: Enter takes the offer, Escape lets it go.
 *
 * @param box the search box
 * @param text what stands in it
 * @param pasted what was pasted and is not in it, or nothing
 * @param onText puts another text into the box in place of what was pasted
 */
export default function PasteOffer({
  box,
  text,
  pasted,
  onText,
}: {
  box: RefObject<HTMLInputElement | null>;
  text: string;
  pasted: string;
  onText: (text: string) => void;
}) {
  const router = useRouter();
  const listed = pasted || text;
  const isList = readsLikeMany(listed);
  const { values, left } = pastedMany(isList ? listed : '');
  const lookUp = () => {
    handOverValues(values);
    router.push('/identities/paste');
  };

  // A long text or a few lines that list nothing are searched for after all.
  const searchFor = useEffectEvent(onText);
  useEffect(() => {
    if (pasted !== '' && !readsLikeMany(pasted))
      searchFor(pasted.trim().replace(/\s+/g, ' ').slice(0, box.current?.maxLength));
  }, [pasted, box]);

  const press = useEffectEvent((event: KeyboardEvent) => {
    if (pasted === '' || event.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Enter') lookUp();
    else onText('');
  });
  // Before it is painted: whoever sees the offer can take it.
  useLayoutEffect(() => {
    const input = box.current;
    // On the box itself, so that its own Escape and the form's Enter come after, or not at all.
    const listen = (event: KeyboardEvent) => press(event);
    input?.addEventListener('keydown', listen);
    return () => input?.removeEventListener('keydown', listen);
  }, [box]);

  if (!isList) return null;
  const offer = `Look up ${formatCount(values.length)} pasted values`;
  return (
    <div className="floating absolute inset-x-0 top-full mt-1 p-1">
      <p role="status" className="sr-only">
        {offer}
      </p>
      <button type="button" className="option w-full text-left hover:bg-raised" onClick={lookUp}>
        <ListChecks aria-hidden="true" className="size-4 shrink-0 text-muted" />
        {offer}
        {pasted !== '' && (
          <span aria-hidden="true" className="ml-auto">
            <Kbd>Enter</Kbd>
          </span>
        )}
      </button>
      {left > 0 && (
        <p className="px-2 pt-1 pb-1.5 text-xs text-muted">
          {`The first ${formatCount(values.length)} of ${formatCount(values.length + left)}: more are not looked up at once.`}
        </p>
      )}
    </div>
  );
}
