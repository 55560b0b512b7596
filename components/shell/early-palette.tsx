/**
 * Hears Ctrl+K (Cmd+K) from the first byte of the page on, before the dashboard's own scripts are there: else the key
 * would go to the browser's search box. `data-palette` of the page says `asked` until the palette takes over.
 */
const SCRIPT = `addEventListener('keydown',function early(e){
var page=document.documentElement.dataset;
if(page.palette==='ready')return removeEventListener('keydown',early);
if(!(e.ctrlKey||e.metaKey)||e.shiftKey||e.altKey||e.isComposing||e.key.toLowerCase()!=='k')return;
e.preventDefault();page.palette=page.palette==='asked'?'':'asked'})`;

export function EarlyPalette({ nonce }: { nonce: string }) {
  // eslint-disable-next-line react/no-danger -- A constant of ours; it has to be in the page itself to be there first.
  return <script nonce={nonce} dangerouslySetInnerHTML={{ __html: SCRIPT }} />;
}

/** From now on the palette hears the key itself. Whether it was asked for before. */
export function takeOverFromEarly(): boolean {
  const page = document.documentElement.dataset;
  const asked = page.palette === 'asked';
  page.palette = 'ready';
  return asked;
}
