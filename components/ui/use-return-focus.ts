import { useRef, type RefObject } from 'react';

/**
 * Gives the focus back when a dialog closes. Radix does so for its own triggers only; these dialogs are opened from
 * menus, links and keys.
 *
 * @param opener what takes the focus, when that is not what had it as the dialog opened: a menu's item is gone by then
 */
export function useReturnFocus(opener?: RefObject<HTMLElement | null>) {
  const before = useRef<Element>(null);
  return {
    remember: () => {
      before.current = document.activeElement;
    },
    giveBack: (event: Event) => {
      event.preventDefault();
      const target = opener?.current ?? before.current;
      const present = document.activeElement;
      if (target instanceof HTMLElement && target.isConnected && target !== document.body) target.focus();
      // What opened the dialog may have gone with what was done in it: a deleted row. Whoever opened it may also have
      // seen to the focus by now.
      else if (present === null || present === document.body) document.querySelector('main')?.focus();
    },
  };
}
