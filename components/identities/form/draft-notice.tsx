import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';

/** Says that a form was filled from what was typed earlier, with the way back to what is stored. */
export function DraftNotice({ onDiscard }: { onDiscard: () => void }) {
  return (
    <Notice
      tone="info"
      title="Your unsaved changes are back"
      action={
        <Button size="sm" onClick={onDiscard}>
          Discard them
        </Button>
      }
    >
      You left this form without saving. This tab kept what you typed.
    </Notice>
  );
}
