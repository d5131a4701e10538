import type { ComponentChildren } from 'preact';

interface CardTableProps {
  readonly caption: ComponentChildren;
  readonly columns: readonly string[];
  /** Its rows, each with the role of one: on a narrow screen they become cards, and tables lose theirs there. */
  readonly children: ComponentChildren;
}

/** A table whose rows become cards where there is no room for columns. */
export const CardTable = ({ caption, columns, children }: CardTableProps) => (
  <table class="cards" role="table">
    <caption>{caption}</caption>
    <thead role="rowgroup">
      <tr role="row">
        {columns.map((column) => (
          <th key={column} role="columnheader" scope="col">
            {column}
          </th>
        ))}
      </tr>
    </thead>
    <tbody role="rowgroup">{children}</tbody>
  </table>
);
