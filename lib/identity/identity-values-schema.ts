import * as z from 'zod/mini';

/**
 * What an operator can change of an identity, in the shape that forms, comparisons and saves share: every text is
 * a text (`''` is unset), tags are a list, metadata is JSON text.
 */
export const identityValues = z.strictObject({
  display_name: z.string(),
  email: z.string(),
  avatar_url: z.string(),
  tags: z.array(z.string()),
  metadata_text: z.string(),
});
export type IdentityValues = z.infer<typeof identityValues>;
