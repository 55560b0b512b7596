import { ShortText } from '@/components/ui/short-text';
import type { IdentityRow } from '@/lib/identity/identity-record';
import { NotReported } from '../figures';

/** What a row shows in the column of its email or of a metadata key, cut at the column's end and whole as a title. */
export function MetadataValue({ row, column }: { row: IdentityRow; column: string }) {
  const text =
    column === 'email' ? row.email : row.metadata?.find(({ key }) => column === `metadata:${key}`)?.text;
  if (text !== undefined)
    return (
      <span title={text}>
        <ShortText value={text} />
      </span>
    );
  // A ranking is not told of metadata: that is not the same as an identity without.
  const unknown = column !== 'email' && row.metadata === undefined;
  return <NotReported spoken={unknown ? 'not read with a ranking' : 'not set'} />;
}
