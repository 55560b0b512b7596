import { Checkbox } from '@/components/ui/checkbox';
import { EXPORT_FIELDS, type ExportField } from '@/lib/export/request';
import { withField } from './kept-choice';
import { FIELD_GROUPS } from './words';

/** The columns of the file. */
export function ColumnChoice({
  fields,
  figures,
  onChange,
}: {
  fields: readonly ExportField[];
  /** Of which days the figures are. */
  figures: string;
  onChange: (fields: ExportField[]) => void;
}) {
  const isAll = fields.length === EXPORT_FIELDS.length;
  return (
    <fieldset aria-labelledby="export-columns">
      <div className="flex items-center justify-between gap-4">
        <span id="export-columns" className="font-medium">
          Columns
        </span>
        <button
          type="button"
          className="link min-h-6 text-[0.8125rem]"
          onClick={() => onChange(isAll ? [] : [...EXPORT_FIELDS])}
        >
          {isAll ? 'Choose none' : 'Choose all'}
        </button>
      </div>
      <div className="mt-1.5 divide-y divide-line rounded-lg border border-line">
        {FIELD_GROUPS.map(({ title, fields: offered }) => (
          <div key={title} role="group" aria-label={title} className="px-3 py-2">
            <p aria-hidden="true" className="pb-0.5 text-xs text-muted">
              {title}
            </p>
            <div className="grid grid-cols-2 gap-x-4 sm:grid-cols-3">
              {offered.map(([field, label]) => (
                <Checkbox
                  key={field}
                  label={label}
                  checked={fields.includes(field)}
                  onChange={(event) => onChange(withField(fields, field, event.target.checked))}
                />
              ))}
            </div>
          </div>
        ))}
      </div>
      <p className="pt-1.5 text-[0.8125rem] text-muted">{figures}</p>
    </fieldset>
  );
}
