import 'server-only';
import type { ExportProgress, ExportRequest } from '@/lib/export/request';
import { checkExport, openExport, readExportProgress } from '../export-identities';

/** What came of an export that was fetched to its end, as a browser does: the bytes until it ended or broke off. */
export type Exported = { bytes: Buffer; text: string; broke: boolean; progress: ExportProgress };

/** Every column that can be stored again. */
export const STORED_FIELDS: ExportRequest['fields'] = [
  'id',
  'external_id',
  'display_name',
  'email',
  'avatar_url',
  'tags',
  'metadata',
  'created',
  'updated',
];
export const EVERYTHING: Extract<ExportRequest['selection'], { by: 'matching' }> = {
  by: 'matching',
  search: '',
  tags: [],
  sort: 'newest',
};

/** Exports, with every column that can be stored again where nothing else is asked. */
export async function exported(
  asked: Partial<ExportRequest> & Pick<ExportRequest, 'selection'>,
): Promise<Exported> {
  const request = { format: 'csv', fields: STORED_FIELDS, keys: [], ...asked };
  const checked = await checkExport(request);
  if (!checked.ok) throw new Error(checked.error.message);
  const id = crypto.randomUUID();
  const opened = await openExport({ id, request });
  if (!opened.ok) throw new Error(opened.error.message);
  const chunks: Uint8Array[] = [];
  let broke = false;
  try {
    for await (const chunk of opened.value.bytes) chunks.push(chunk);
  } catch {
    broke = true;
  }
  const progress = await readExportProgress(id);
  if (!progress.ok) throw new Error(progress.error.message);
  const bytes = Buffer.concat(chunks);
  return { bytes, text: bytes.toString(), broke, progress: progress.value };
}
