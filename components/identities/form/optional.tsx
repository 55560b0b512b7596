/** Marks a field that may stay empty. */
export function Optional() {
  return <span className="text-xs text-muted">Optional</span>;
}
