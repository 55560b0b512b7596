import { IntentLink } from '@/components/identities/intent-link';
import { Notice } from '@/components/ui/notice';
import { FIELD_LABELS } from '@/lib/identity/identity-values';
import type { KeptField } from '@/lib/identity/save-result';
import { identityHref } from '@/lib/identity/list-address';

/** Names the fields that the service stored otherwise than asked although it answered with success. */
export function KeptNotice({ id, kept }: { id: string; kept: readonly KeptField[] }) {
  return (
    <Notice
      tone="warning"
      title={kept.length === 1 ? 'Saved, except for one field' : `Saved, except for ${kept.length} fields`}
      action={
        <IntentLink href={identityHref(id)} className="link">
          Open the identity
        </IntentLink>
      }
    >
      <ul>
        {kept.map(({ field, reason }) => (
          <li key={field}>
            {FIELD_LABELS[field]}:{' '}
            {reason === 'not-cleared'
              ? 'was to be cleared, but the service kept its value.'
              : 'the service stored another value than you asked for.'}
          </li>
        ))}
      </ul>
      The form below shows what is stored now.
    </Notice>
  );
}
