import { Ban, CircleCheck, CircleDashed, CircleQuestionMark, CircleX } from 'lucide-react';
import type { AuditEntry } from '@/lib/audit/entry';

/** After this long without an end, in milliseconds, something is not going on any more but was cut off. */
const CUT_OFF_MS = 60_000;

/** How an entry ended, in words and, where they do not say it all, what they mean. */
export function outcomeWords(
  { action, outcome, at }: Pick<AuditEntry, 'action' | 'outcome' | 'at'>,
  now: number,
): { word: string; meaning?: string } {
  if (outcome === 'done') return { word: action === 'access.refused' ? 'Refused' : 'Done' };
  if (outcome === 'failed') return { word: 'Failed' };
  if (outcome === 'unknown')
    return {
      word: 'Unknown',
      meaning: 'The answer was lost, so nobody knows whether it was done. Look at what is stored.',
    };
  if (now - Date.parse(at) < CUT_OFF_MS) return { word: 'Under way' };
  return {
    word: 'Not finished',
    meaning:
      'The dashboard was cut off before it could note how this ended. It may have been done: look at what is stored.',
  };
}

const LOOKS = {
  Done: { icon: CircleCheck, tone: 'text-ok' },
  Refused: { icon: Ban, tone: 'text-danger' },
  Failed: { icon: CircleX, tone: 'text-danger' },
  Unknown: { icon: CircleQuestionMark, tone: 'text-warning' },
  'Under way': { icon: CircleDashed, tone: 'text-muted' },
  'Not finished': { icon: CircleDashed, tone: 'text-warning' },
};

/** How an entry ended, as a word with a mark. @param now milliseconds */
export function EntryOutcome({ entry, now }: { entry: AuditEntry; now: number }) {
  const { word, meaning } = outcomeWords(entry, now);
  const { icon: Icon, tone } = LOOKS[word as keyof typeof LOOKS];
  return (
    <span className="inline-flex items-center gap-1.5 align-middle whitespace-nowrap" data-tip={meaning}>
      <Icon aria-hidden="true" className={`size-4 shrink-0 ${tone}`} />
      {word}
    </span>
  );
}
