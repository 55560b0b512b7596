/**
 * The heads of columns, with their roles said: on a phone rows are laid out as cards, and a browser drops a table's own
 * roles once it is not laid out as one.
 *
 * @param right those whose cells are aligned to the right
 */
export function ColumnHeads({ names, right = [] }: { names: readonly string[]; right?: readonly string[] }) {
  return names.map((name) => (
    <th
      key={name}
      role="columnheader"
      scope="col"
      className={right.includes(name) ? 'text-right' : 'text-left'}
    >
      {name}
    </th>
  ));
}
