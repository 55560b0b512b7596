import { EXPORT_FORMATS, FORMAT_WORDS, type ExportFormat } from '@/lib/export/formats';

/** The format of the file, with what each is good for. */
export function FormatChoice({
  value,
  onChange,
}: {
  value: ExportFormat;
  onChange: (format: ExportFormat) => void;
}) {
  return (
    <fieldset aria-describedby="export-format-use">
      <legend className="pb-1.5 font-medium">Format</legend>
      <div className="grid grid-cols-3 gap-1.5">
        {EXPORT_FORMATS.map((format) => (
          <label
            key={format}
            className="flex min-h-9 cursor-pointer items-center gap-2 rounded-md border border-line px-2.5 py-1.5 hover:border-line-strong has-checked:border-accent has-checked:bg-accent-soft"
          >
            <input
              type="radio"
              name="export-format"
              value={format}
              checked={value === format}
              onChange={() => onChange(format)}
              className="size-4 shrink-0 accent-(--accent)"
            />
            <span className="min-w-0">{FORMAT_WORDS[format].title}</span>
          </label>
        ))}
      </div>
      <p id="export-format-use" className="min-h-10 pt-1.5 text-[0.8125rem] text-muted">
        {FORMAT_WORDS[value].use}
      </p>
    </fieldset>
  );
}
