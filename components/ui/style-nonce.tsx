'use client';

import { setNonce } from 'get-nonce';

let set = false;

/**
 * Gives the document's nonce to the code that locks scrolling under dialogs and menus by a style element of its own;
 * without it the content policy blocks that element. The first nonce stays: each later render of the root layout
 * brings the nonce of its own request, which the policy of the document on screen does not know.
 */
export function StyleNonce({ nonce }: { nonce: string }) {
  if (typeof document !== 'undefined' && !set) {
    set = true;
    setNonce(nonce);
  }
  return null;
}
