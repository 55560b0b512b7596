'use client';

import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useMemo } from 'react';
import { ErrorNotice } from '@/components/errors/error-notice';
import { buttonClass } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { formattedMetadata } from '@/lib/identity/metadata-text';
import { identityJsonHref, identityJsonOptions } from '@/lib/queries/identity-json';
import { queryError } from '@/lib/queries/outcome-json';
import { CodeBlock } from './code-block';

/** The JSON of an identity as the API gives it: only white space is added, numbers stay as they are written. */
export default function JsonDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const read = useQuery(identityJsonOptions(id));
  const text = useMemo(() => read.data && formattedMetadata(read.data), [read.data]);
  return (
    <Dialog
      title="JSON"
      description="The answer of the API, word for word. Only line breaks and indents are added here; the file is as it came."
      onClose={onClose}
      className="sm:max-w-3xl"
    >
      <div className="px-5 pt-2 pb-5" aria-busy={read.isFetching}>
        {read.isError && (
          <ErrorNotice
            error={queryError(read.error)}
            doing="read"
            retrying={read.isFetching}
            onRetry={() => void read.refetch()}
            className="mb-0"
          />
        )}
        {read.isPending && <div className="skeleton-late panel skeleton h-64" />}
        {text !== undefined && (
          <CodeBlock
            what="JSON"
            text={text}
            more={
              <a href={identityJsonHref(id)} download className={buttonClass({ size: 'sm' })}>
                <Download aria-hidden="true" className="size-3.5" />
                Download
              </a>
            }
          />
        )}
      </div>
    </Dialog>
  );
}
