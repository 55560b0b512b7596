import 'server-only';
import { randomBytes, randomUUID } from 'node:crypto';
import { and, asc, eq, gt, isNull, or } from 'drizzle-orm';
import type { Orm } from '@/lib/db/database';
import { invitations, operators } from '@/lib/db/operator-tables';
import { tokenDigest } from './hashed-tokens';
import type { Role } from './permissions';
import { isRole } from './permissions';

/** How long a link works, in milliseconds. */
export const LINK_LIFE_MS = 72 * 3_600_000;

/** A link that is to be made: for somebody new, or for an operator's new password. */
export type WantedLink = {
  email: string;
  role: Role;
  /** The operator whose password it sets. */
  operatorId?: string;
  /** Id of the admin. */
  invitedBy: string;
};

/**
 * Makes a link and closes those that were open for the same person. The token is given out once; what is kept is its
 * digest.
 */
export async function makeLink(
  orm: Orm,
  wanted: WantedLink,
): Promise<{ id: string; token: string; expires: Date }> {
  const id = randomUUID();
  const token = randomBytes(32).toString('base64url');
  const created = new Date();
  const expires = new Date(created.getTime() + LINK_LIFE_MS);
  const email = wanted.email.toLowerCase();
  await orm.transaction(async (tx) => {
    await tx
      .update(invitations)
      .set({ closed: created })
      .where(and(eq(invitations.email, email), isNull(invitations.closed)));
    await tx.insert(invitations).values({
      id,
      tokenDigest: tokenDigest(token),
      email,
      role: wanted.role,
      operatorId: wanted.operatorId ?? null,
      invitedBy: wanted.invitedBy,
      created,
      expires,
    });
  });
  return { id, token, expires };
}

/** A link that still works, as the list of operators shows it. */
export type OpenLink = {
  id: string;
  email: string;
  role: Role;
  forPassword: boolean;
  /** Name of who made it; empty when they are gone. */
  by: string;
  expires: Date;
};

/** The links that still work, the first to end first. */
export async function listOpenLinks(orm: Orm): Promise<OpenLink[]> {
  const rows = await orm
    .select({ link: invitations, by: operators.name })
    .from(invitations)
    .leftJoin(operators, eq(operators.id, invitations.invitedBy))
    .where(isOpen())
    .orderBy(asc(invitations.expires), asc(invitations.id));
  return rows.flatMap(({ link: { id, email, role, operatorId, expires }, by }) =>
    isRole(role) ? [{ id, email, role, forPassword: operatorId !== null, by: by ?? '', expires }] : [],
  );
}

/** Closes a link that still works. Says for whom it was; undefined when there is no such one. */
export async function withdrawLink(orm: Orm, id: string): Promise<{ email: string } | undefined> {
  const [closed] = await orm
    .update(invitations)
    .set({ closed: new Date() })
    .where(and(eq(invitations.id, id), isOpen()))
    .returning({ email: invitations.email });
  return closed;
}

/**
 * Closes the links that an operator made or that set their password: somebody who is no longer to get in, or no longer
 * to manage, must not keep a way back. Says how many there were.
 */
export async function closeLinksOf(orm: Orm, operatorId: string): Promise<number> {
  const closed = await orm
    .update(invitations)
    .set({ closed: new Date() })
    .where(
      and(
        or(eq(invitations.invitedBy, operatorId), eq(invitations.operatorId, operatorId)),
        isNull(invitations.closed),
      ),
    )
    .returning({ id: invitations.id });
  return closed.length;
}

/** What a link is worth. */
export type FoundLink =
  | { state: 'open'; id: string; email: string; role: Role; operatorId: string | undefined }
  | { state: 'unknown' | 'closed' | 'expired' };

/** The link with a token. */
export async function findLink(orm: Orm, token: string): Promise<FoundLink> {
  const [found] = await orm
    .select()
    .from(invitations)
    .where(eq(invitations.tokenDigest, tokenDigest(token)));
  if (found === undefined || !isRole(found.role)) return { state: 'unknown' };
  if (found.closed !== null) return { state: 'closed' };
  if (found.expires.getTime() <= Date.now()) return { state: 'expired' };
  const { id, email, role, operatorId } = found;
  return { state: 'open', id, email, role, operatorId: operatorId ?? undefined };
}

/** Uses a link up. Says whether it still worked: of two at once, one does. Call it in the transaction of its use. */
export async function spendLink(orm: Orm, id: string): Promise<boolean> {
  const used = await orm
    .update(invitations)
    .set({ closed: new Date() })
    .where(and(eq(invitations.id, id), isOpen()))
    .returning({ id: invitations.id });
  return used.length > 0;
}

function isOpen() {
  return and(isNull(invitations.closed), gt(invitations.expires, new Date()));
}
