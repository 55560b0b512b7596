'use client';

import { useCallback } from 'react';
import { useFormContext } from 'react-hook-form';
import type { CreateValues } from './drafts';
import { inOneLine } from './one-line';

/**
 * The ref of a registered box. react-hook-form fills a box with its default when it takes hold of it, which would
 * erase what was typed into the server's HTML before the page was live; that text is put back.
 */
export function useTypedRef(name: Exclude<keyof CreateValues, 'tags'>) {
  const { register, setValue } = useFormContext<CreateValues>();
  return useCallback(
    (box: HTMLInputElement | HTMLTextAreaElement | null) => {
      const early = box !== null && box.value !== shownDefault(box) ? box.value : undefined;
      register(name).ref(box);
      if (early !== undefined) setValue(name, early, { shouldDirty: true });
    },
    [register, setValue, name],
  );
}

/** The default as the box shows it: one line holds no line breaks, and several lines know only one sort of them. */
function shownDefault(box: HTMLInputElement | HTMLTextAreaElement): string {
  return box instanceof HTMLInputElement
    ? inOneLine(box.defaultValue)
    : box.defaultValue.replace(/\r\n?/g, '\n');
}
