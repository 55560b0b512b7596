let region: HTMLElement | undefined;

/**
 * Says something to assistive technology, politely, that the eye sees by itself. The region is made with the first
 * words; they follow a moment later, because a region that comes with its words is not read out.
 */
export function announce(words: string): void {
  if (region?.isConnected !== true) {
    region = document.createElement('div');
    region.className = 'sr-only';
    region.setAttribute('role', 'status');
    document.body.append(region);
  }
  const said = region;
  said.textContent = '';
  setTimeout(() => (said.textContent = words), 50);
}
