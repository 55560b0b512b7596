import type { ReactNode } from 'react';
import type { PageColumn } from '@/lib/identity/identity-record';

/** A cell of a row, as its column is: aligned by its kind, cut where its width is set, placed on cards. */
export function columnCell({ id, name, kind, width, card }: PageColumn, content: ReactNode) {
  return (
    <td
      key={id}
      role="cell"
      data-cell={id}
      data-sized={width}
      data-card={card}
      data-name={card && name}
      className={kind}
    >
      {content}
    </td>
  );
}
