/** Control and format characters, lone surrogates, every space but the plain one, and letters that draw nothing. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u034f\u115f\u1160\u2800\u3164\uffa0]|(?! )\p{Zs}/u;

type Part = { text: string; hidden: boolean };

/** Splits a text into what can be seen and what cannot. */
function parts(text: string): Part[] {
  const result: Part[] = [];
  for (const character of text) {
    const hidden = HIDDEN.test(character);
    const last = result.at(-1);
    if (!hidden && last !== undefined && !last.hidden) last.text += character;
    else result.push({ text: character, hidden });
  }
  return result;
}

/** Whether nothing of a text can be seen. */
export function isAllHidden(text: string): boolean {
  for (const character of text) if (character !== ' ' && !HIDDEN.test(character)) return false;
  return true;
}

const codePoint = (character: string) =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** An id in mono, isolated from its neighbours' direction, with characters that nobody can see made visible. */
export function VisibleId({ value }: { value: string }) {
  return (
    <bdi className="font-mono text-[0.92em]">
      {parts(value).map((part, at) =>
        part.hidden ? (
          <span
            key={at}
            data-tip={`Invisible character ${codePoint(part.text)}`}
            className="rounded-sm bg-warning-soft px-0.5 text-warning"
          >
            <span className="sr-only">invisible character </span>
            {codePoint(part.text)}
          </span>
        ) : (
          <span key={at}>{part.text}</span>
        ),
      )}
    </bdi>
  );
}

/** Characters kept at either end of an id that does not fit. */
const HEAD = 12;
const TAIL = 6;

/**
 * An id for a table: the middle of a long one is left out; hover, focus, touch and assistive technology get it whole,
 * and copying the row takes it whole and once.
 */
export function IdText({ value }: { value: string }) {
  const characters = [...value];
  if (characters.length <= HEAD + TAIL + 3) return <VisibleId value={value} />;
  return (
    <span tabIndex={0} data-tip={value} className="rounded-sm">
      <span className="sr-only">
        <bdi>{value}</bdi>
      </span>
      <span aria-hidden="true" className="whitespace-nowrap select-none">
        <VisibleId value={characters.slice(0, HEAD).join('')} />
        <span className="text-muted">…</span>
        <VisibleId value={characters.slice(-TAIL).join('')} />
      </span>
    </span>
  );
}
