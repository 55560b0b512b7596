/** A metadata key seen on some of the identities that have been looked at so far. */
export type MetadataKeySuggestion = { key: string; identities: number };
