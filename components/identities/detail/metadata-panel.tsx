import { jsonNode, type JsonNode } from '@/components/json/json-node';
import { JsonTree } from '@/components/json/json-tree';
import { CopyButton } from '@/components/ui/copy-button';
import { formatCount } from '@/lib/format/numbers';

/** The metadata as a tree, drawn from its very text; what cannot be drawn as a tree is shown as that text. */
export function MetadataPanel({ text }: { text: string }) {
  const node = jsonNode(text);
  const empty = node !== undefined && 'members' in node && node.members.length === 0;
  return (
    <section aria-labelledby="metadata-heading" className="min-w-0">
      <div className="flex min-h-9 items-center justify-between gap-4 pb-1">
        <h2 id="metadata-heading" className="font-semibold">
          Metadata
        </h2>
        {!empty && (
          <span className="flex items-center gap-2 text-xs text-muted">
            {sizeWords(text, node)}
            <CopyButton what="metadata" value={text} />
          </span>
        )}
      </div>
      <div className="panel overflow-hidden">
        {empty ? (
          <p className="px-4 py-3 text-muted">No metadata</p>
        ) : node === undefined ? (
          <RawText text={text} />
        ) : (
          <JsonTree node={node} label="Metadata" />
        )}
      </div>
    </section>
  );
}

function RawText({ text }: { text: string }) {
  return (
    <div className="px-4 py-3">
      <p className="pb-2 text-muted">
        This nests too deep to be shown as a tree. It is shown as it is stored.
      </p>
      <pre
        tabIndex={0}
        aria-label="Metadata as stored"
        className="max-h-96 overflow-auto font-mono text-[0.8125rem] wrap-anywhere whitespace-pre-wrap"
      >
        {text}
      </pre>
    </div>
  );
}

/** `12 members`, with the size where it is worth a word. */
function sizeWords(text: string, node: JsonNode | undefined): string {
  const count = node !== undefined && 'members' in node ? node.members.length : 0;
  const members = count === 0 ? '' : `${formatCount(count)} ${count === 1 ? 'member' : 'members'}`;
  if (text.length < 10 * 1024) return members;
  const size = `${formatCount(Math.round(text.length / 1024))} KiB`;
  return members === '' ? size : `${members}, ${size}`;
}
