/** A cell that has nothing to say, for the eye and the ear. */
export function Nothing() {
  return (
    <>
      <span aria-hidden="true">—</span>
      <span className="sr-only">none</span>
    </>
  );
}
