interface PagesProps {
  /** One for each page that was gone on from. */
  readonly cursors: readonly string[];
  /** Of the page after this one, where there is one. */
  readonly next: string | undefined;
  readonly addressOf: (cursors: readonly string[]) => string;
}

/** The way on through a list and back; nothing where all of it is on one page. */
export const Pages = ({ cursors, next, addressOf }: PagesProps) => {
  const number = cursors.length + 1;
  if (number === 1 && next === undefined) return null;
  return (
    <nav aria-label="Pages" class="pages">
      {number === 1 ? null : (
        <a class="button" href={addressOf(cursors.slice(0, -1))}>
          Page {number - 1}
        </a>
      )}
      <span aria-current="true">Page {number}</span>
      {next === undefined ? null : (
        <a class="button" href={addressOf([...cursors, next])}>
          Page {number + 1}
        </a>
      )}
    </nav>
  );
};
