/** A tag seen on identities that this dashboard has read, and on how many of them. */
export type TagSuggestion = { tag: string; identities: number };
