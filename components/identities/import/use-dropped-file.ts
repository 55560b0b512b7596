'use client';

import { useEffect, useEffectEvent, useState } from 'react';

/**
 * Takes a file that is dropped anywhere on the page. Without it a browser would leave the page and open the file.
 *
 * @param take gets the first of the files; undefined while none is taken
 * @returns whether a file is held over the page
 */
export function useDroppedFile(take: ((file: File) => void) | undefined): boolean {
  const [isOver, setIsOver] = useState(false);
  const onDrop = useEffectEvent((event: DragEvent) => {
    if (!holdsFile(event)) return;
    event.preventDefault();
    setIsOver(false);
    const [file] = event.dataTransfer?.files ?? [];
    if (file !== undefined) take?.(file);
  });
  const onOver = useEffectEvent((event: DragEvent) => {
    if (!holdsFile(event)) return;
    event.preventDefault();
    if (event.dataTransfer !== null) event.dataTransfer.dropEffect = take === undefined ? 'none' : 'copy';
    setIsOver(take !== undefined);
  });
  useEffect(() => {
    const dropped = (event: DragEvent) => onDrop(event);
    const held = (event: DragEvent) => onOver(event);
    // Elements are left all the time while the pointer moves; the page is left when none is entered.
    const left = ({ relatedTarget }: DragEvent) => {
      if (relatedTarget === null) setIsOver(false);
    };
    window.addEventListener('drop', dropped);
    window.addEventListener('dragover', held);
    window.addEventListener('dragleave', left);
    return () => {
      window.removeEventListener('drop', dropped);
      window.removeEventListener('dragover', held);
      window.removeEventListener('dragleave', left);
    };
  }, []);
  return isOver;
}

/** Whether files are dragged, and not a text or a link of the page. */
function holdsFile({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') === true;
}
