import type { IdentityValues } from '@/lib/identity/identity-values';

/**
 * What was typed and not saved, kept in memory for as long as the tab lives, so that it survives a way through
 * other pages of the dashboard. Memory only: nothing about identities may stand in the browser's storage (security,
 * section 4). A reload, a crash or the closing of the tab ends it; before the first and the last the browser asks.
 */
export type DraftStore<Draft> = {
  read: (key: string) => Draft | undefined;
  write: (key: string, draft: Draft) => void;
  drop: (key: string) => void;
};

/** More forms than this are not kept; the one left longest ago goes first. */
const MOST_DRAFTS = 20;

function draftStore<Draft>(): DraftStore<Draft> {
  const drafts = new Map<string, Draft>();
  return {
    read: (key) => drafts.get(key),
    write: (key, draft) => {
      drafts.delete(key);
      drafts.set(key, draft);
      const oldest = drafts.keys().next();
      if (drafts.size > MOST_DRAFTS && oldest.done === false) drafts.delete(oldest.value);
    },
    drop: (key) => void drafts.delete(key),
  };
}

/** What the create form holds. */
export type CreateValues = IdentityValues & { external_id: string };

/** The one draft of the create form. */
export const createDrafts = draftStore<CreateValues>();
export const CREATE_DRAFT = 'new';

/** Drafts of edit forms by `_id`, with the values they were opened with: a later change of others is still noticed. */
export const editDrafts = draftStore<{ opened: IdentityValues; values: IdentityValues }>();
