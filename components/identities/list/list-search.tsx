'use client';

import { Search, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { Kbd } from '@/components/ui/kbd';
import { useShortcut } from '@/components/shell/shortcuts';
import { useOnIntent } from '@/components/ui/use-on-intent';
import { useSearchText } from './use-search-text';

const loadOffer = () => import('./paste-offer');
/** Longest text that is searched for. */
const LONGEST = 256;

/**
 * The search box. A form, so that a phone's keyboard offers "search"; Escape clears first and leaves second. Many
 * pasted values do not fit one line: they are kept beside it, and what is offered is to look them up.
 *
 * @param search the search of the address
 * @param onSearch puts a text into the address
 */
export function ListSearch({ search, onSearch }: { search: string; onSearch: (text: string) => void }) {
  const { text, type, submit, set } = useSearchText(search, onSearch);
  const box = useRef<HTMLInputElement>(null);
  useShortcut('/', 'Search identities', () => box.current?.focus());
  const { Part: PasteOffer, prepare, request } = useOnIntent(loadOffer);
  const [pasted, setPasted] = useState('');
  const tooShort = [...text.trim()].length === 1;

  return (
    <form
      role="search"
      className="group relative min-w-0 grow basis-full sm:max-w-md sm:basis-0"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Search
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted"
      />
      <input
        ref={box}
        type="search"
        aria-label="Search identities"
        data-command="Search identities"
        data-keys="/"
        aria-describedby="search-hint"
        placeholder="Name, email or external ID"
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
        maxLength={LONGEST}
        value={text}
        onChange={(event) => {
          setPasted('');
          type(event.target.value);
          if (/[,;@]/.test(event.target.value)) request();
        }}
        onFocus={prepare}
        onPaste={(event) => {
          const clip = event.clipboardData.getData('text');
          if (clip.length <= LONGEST && !/[\r\n\t]\S/.test(clip)) return;
          event.preventDefault();
          setPasted(clip);
          request();
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          event.preventDefault();
          if (text === '') event.currentTarget.blur();
          else set('');
        }}
        className="input w-full pr-8 pl-8 [&::-webkit-search-cancel-button]:hidden"
      />
      {text === '' && (
        <span
          aria-hidden="true"
          className="pointer-events-none absolute top-1.5 right-1.5 group-focus-within:hidden pointer-coarse:hidden"
        >
          <Kbd>/</Kbd>
        </span>
      )}
      {text !== '' && (
        <button
          type="button"
          aria-label="Clear search"
          className="absolute top-1/2 right-1.5 grid size-6 -translate-y-1/2 place-items-center rounded text-muted hover:text-ink"
          onClick={() => {
            set('');
            box.current?.focus();
          }}
        >
          <X aria-hidden="true" className="size-4" />
        </button>
      )}
      {PasteOffer !== undefined && (
        <PasteOffer
          box={box}
          text={text}
          pasted={pasted}
          onText={(next) => {
            setPasted('');
            set(next.slice(0, LONGEST));
          }}
        />
      )}
      <p
        id="search-hint"
        className={tooShort ? 'absolute top-full left-0 mt-1 text-xs text-muted' : 'sr-only'}
      >
        {tooShort ? 'Type at least 2 characters.' : 'Searches name, email and external ID from 2 characters.'}
      </p>
    </form>
  );
}
