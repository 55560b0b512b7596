import { JsonTree } from '@/components/json/json-tree';
import { CopyButton } from '@/components/ui/copy-button';
import { sameMetadata } from '@/lib/identity/metadata-text';

/** Metadata as it is stored, to read and to copy. */
export function MetadataPanel({ text }: { text: string }) {
  const empty = sameMetadata(text, '{}');
  return (
    <section aria-label="Metadata" className="panel min-w-0">
      <div className="flex items-center justify-between gap-4 border-b border-line py-1.5 pr-2 pl-4">
        <h2 className="py-1.5 font-medium">Metadata</h2>
        {!empty && <CopyButton what="metadata" value={text} />}
      </div>
      {empty ? <p className="px-4 py-3 text-muted">No metadata</p> : <div className="px-4 py-2"><JsonTree text={text} /></div>}
    </section>
  );
}
