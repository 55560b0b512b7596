/** A text with the part that a search found marked, and as a whole isolated from its neighbours' direction. */
export function Highlight({ text, search }: { text: string; search: string }) {
  const at = search.length < 2 ? -1 : text.toLowerCase().indexOf(search.toLowerCase());
  // Lower-casing can change a text's length (İ); then nothing is marked rather than the wrong letters.
  if (at === -1 || text.toLowerCase().length !== text.length) return <bdi>{text}</bdi>;
  return (
    <bdi>
      {text.slice(0, at)}
      <mark>{text.slice(at, at + search.length)}</mark>
      {text.slice(at + search.length)}
    </bdi>
  );
}
