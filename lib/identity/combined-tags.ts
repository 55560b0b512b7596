/** What is stored, with somebody's own additions and removals since `opened` applied to it. */
export function combinedTags(
  opened: readonly string[],
  mine: readonly string[],
  stored: readonly string[],
): string[] {
  const removed = new Set(opened.filter((tag) => !mine.includes(tag)));
  const added = mine.filter((tag) => !opened.includes(tag) && !stored.includes(tag));
  return [...stored.filter((tag) => !removed.has(tag)), ...added];
}
