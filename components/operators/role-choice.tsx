import { ROLES, type Role } from '@/lib/auth/permissions';
import { ROLE_NAMES } from './role-names';

const MAY: Record<Role, string> = {
  viewer: 'Reads and exports everything. Changes nothing.',
  editor: 'Also creates, edits and tags identities, and reads the whole audit log.',
  admin: 'Also deletes identities and manages operators.',
};

/** One of the roles, with what each may do. */
export function RoleChoice({ value, onChange }: { value: Role; onChange: (role: Role) => void }) {
  return (
    <fieldset>
      <legend className="pb-1.5 font-medium">Role</legend>
      <div className="flex flex-col gap-1.5">
        {ROLES.map((role) => (
          <label
            key={role}
            className="flex cursor-pointer items-start gap-2.5 rounded-md border border-line p-2.5 hover:border-line-strong has-checked:border-accent has-checked:bg-accent-soft"
          >
            <input
              type="radio"
              name="role"
              value={role}
              checked={value === role}
              onChange={() => onChange(role)}
              className="radio mt-0.5"
              aria-labelledby={`role-${role}`}
              aria-describedby={`may-${role}`}
            />
            <span>
              <span id={`role-${role}`} className="block font-medium">
                {ROLE_NAMES[role]}
              </span>
              <span id={`may-${role}`} className="block text-[0.8125rem] text-muted">
                {MAY[role]}
              </span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
