import { announce } from '@/components/ui/announce';
import { rememberOpenedRow } from '@/lib/queries/list-trail';

/**
 * The cursor of the keyboard in a table of identities: the row whose link has the focus, or had it last. It works on
 * the page as it stands, so it goes where the eye goes, in a ranking and on a phone too.
 */
let last: HTMLAnchorElement | undefined;
/** The address of the row that was selected or deselected last, and to which. */
let anchor: { href: string; on: boolean } | undefined;

const links = () => [...document.querySelectorAll<HTMLAnchorElement>('.identity-table tbody .row-link')];
const rowOf = (link: Element | undefined) => link?.closest('tr') ?? undefined;
const boxOf = (link: Element) =>
  rowOf(link)?.querySelector<HTMLInputElement>('[data-cell="select"] input[type=checkbox]') ?? undefined;

/** The link of the row that the focus is in; else of the row it was in last, while that is on the page. */
function presentLink(): HTMLAnchorElement | undefined {
  const row = document.activeElement?.closest('.identity-table tbody tr');
  const link = row?.querySelector<HTMLAnchorElement>('.row-link') ?? undefined;
  return link ?? (last?.isConnected === true ? last : undefined);
}

function goTo(link: HTMLAnchorElement): void {
  last = link;
  // The browser scrolls it into view, clear of the sticky header (globals, scroll padding).
  link.focus();
}

/** Moves to the row after (1) or before (-1); at the end of the page it stays there and says so. */
export function moveRow(by: 1 | -1): void {
  const all = links();
  const present = presentLink();
  if (present === undefined) {
    const first = all[by === 1 ? 0 : all.length - 1];
    if (first !== undefined) goTo(first);
    return;
  }
  const next = all[all.indexOf(present) + by];
  goTo(next ?? present);
  if (next === undefined) announce(by === 1 ? 'Last row of this page' : 'First row of this page');
}

/** The cursor's link; where there is no cursor yet, it is put on the first row, and nothing more happens. */
function atCursor(): HTMLAnchorElement | undefined {
  const present = presentLink();
  if (present === undefined) moveRow(1);
  else if (document.activeElement !== present) goTo(present);
  return present;
}

/** Selects the row of the cursor, or deselects it. */
export function selectRow(): void {
  const link = atCursor();
  const box = link && boxOf(link);
  if (link === undefined || box === undefined) return;
  box.click();
  anchor = { href: link.href, on: box.checked };
  announce(box.checked ? 'Selected' : 'Deselected');
}

/** Does to all rows from the one selected last to the cursor what was done to that one. */
export function selectRange(): void {
  const all = links();
  const from = all.findIndex(({ href }) => href === anchor?.href);
  if (anchor === undefined || from === -1) return selectRow();
  const link = atCursor();
  if (link === undefined) return;
  const to = all.indexOf(link);
  const { on } = anchor;
  const boxes = all
    .slice(Math.min(from, to), Math.max(from, to) + 1)
    .map(boxOf)
    .filter((box) => box !== undefined && box.checked !== on);
  for (const box of boxes) box?.click();
  anchor = { href: link.href, on };
  const rows = Math.abs(from - to) + 1;
  announce(`${rows} ${rows === 1 ? 'row' : 'rows'} ${on ? 'selected' : 'deselected'}`);
}

/** Opens the edit form of the cursor's row. */
export function editRow(push: (href: `/identities/${string}/edit`) => void): void {
  const link = atCursor();
  const id = link && new URL(link.href).pathname.split('/')[2];
  if (id === undefined) return;
  rememberOpenedRow(window.location.search, decodeURIComponent(id));
  push(`/identities/${id}/edit`);
}
