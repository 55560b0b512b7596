'use client';

import { toast } from '@/components/ui/toasts';

/** Copies from a menu, where no field can show the value: a refused clipboard is said, with the value. */
export async function copyText(value: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(value);
    toast.success(`${what} copied`);
  } catch {
    toast.error(`The browser refused the clipboard. ${what}: ${value}`);
  }
}
