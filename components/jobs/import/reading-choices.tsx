import { useId } from 'react';
import {
  TAG_SEPARATORS,
  type ImportChoices,
  type ImportFormat,
  type TagSeparator,
} from '@/lib/import/import-request';

const SEPARATOR_WORDS: Record<TagSeparator, string> = {
  ',': 'Comma  ,',
  ';': 'Semicolon  ;',
  '|': 'Bar  |',
  '\n': 'Line break',
};

/** How cells are read: what parts tags, and what an empty cell says. */
export function ReadingChoices({
  choices,
  format,
  onChange,
}: {
  choices: ImportChoices;
  format: ImportFormat;
  onChange: (choices: ImportChoices) => void;
}) {
  const separator = useId();
  const hasTags = choices.mapping.some(({ to }) => to === 'tags');
  const isTable = format !== 'jsonl';
  return (
    <div className="grid items-start gap-x-8 gap-y-5 pt-5 text-[0.8125rem] sm:grid-cols-2">
      <fieldset>
        <legend className="pb-1.5 font-medium">
          {isTable ? 'An empty cell' : 'A value that is null or empty'}
        </legend>
        <Choice
          name="empty"
          checked={choices.empty === 'leave'}
          label="Leaves the value that is stored as it is"
          onChoose={() => onChange({ ...choices, empty: 'leave' })}
        />
        <Choice
          name="empty"
          checked={choices.empty === 'clear'}
          label="Clears the value that is stored"
          onChoose={() => onChange({ ...choices, empty: 'clear' })}
        />
      </fieldset>
      {hasTags && (
        <div>
          <label htmlFor={separator} className="block pb-1.5 font-medium">
            Tags are parted by
          </label>
          <select
            id={separator}
            className="select w-44"
            aria-describedby={`${separator}-hint`}
            value={choices.separator}
            onChange={({ target }) => {
              const chosen = TAG_SEPARATORS.find((known) => known === target.value);
              if (chosen !== undefined) onChange({ ...choices, separator: chosen });
            }}
          >
            {TAG_SEPARATORS.map((known) => (
              <option key={known} value={known}>
                {SEPARATOR_WORDS[known]}
              </option>
            ))}
          </select>
          <p id={`${separator}-hint`} className="max-w-prose pt-1.5 text-muted">
            JSON lists such as [&quot;vip&quot;, &quot;beta&quot;] are read as such. The tags of a row take
            the place of those that are stored.
          </p>
        </div>
      )}
    </div>
  );
}

function Choice({
  name,
  label,
  checked,
  onChoose,
}: {
  name: string;
  label: string;
  checked: boolean;
  onChoose: () => void;
}) {
  return (
    <label className="flex min-h-7 cursor-pointer items-center gap-2">
      <input type="radio" name={name} className="radio" checked={checked} onChange={onChoose} />
      {label}
    </label>
  );
}
