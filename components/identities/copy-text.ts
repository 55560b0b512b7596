'use client';

import { toast } from '@/components/ui/toasts';

/**
 * Copies from a menu, which has no room for a field: where the browser refuses the clipboard, the value stands in a
 * message that stays until it is dismissed.
 *
 * @param what what is copied, as it is called in "… copied"
 */
export async function copyText(value: string, what: string): Promise<void> {
  try {
    // Absent, not refusing, where the page did not come over https or from this machine: that throws and is caught too.
    await navigator.clipboard.writeText(value);
    toast.success(`${what} copied`);
  } catch {
    toast.error(`The browser did not allow copying. ${what}: ${value}`);
  }
}
