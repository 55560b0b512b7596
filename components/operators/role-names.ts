import type { Role } from '@/lib/auth/permissions';

/** The roles as they are written where they stand alone. */
export const ROLE_NAMES: Record<Role, string> = { viewer: 'Viewer', editor: 'Editor', admin: 'Admin' };
