import { Button } from '@/components/ui/button';

/**
 * Leads to the single sign-on. A plain form, which works without JavaScript: the answer is a redirect to the provider.
 *
 * @param alone whether it is the only way in
 */
export function SsoButton({ label, next, alone }: { label: string; next: string; alone: boolean }) {
  return (
    <form method="post" action="/api/auth/sign-in/sso" className="flex flex-col gap-5">
      {!alone && (
        <div className="flex items-center gap-3 text-xs text-muted">
          <span aria-hidden="true" className="h-px flex-1 bg-line" />
          or
          <span aria-hidden="true" className="h-px flex-1 bg-line" />
        </div>
      )}
      <input type="hidden" name="next" value={next} />
      <Button variant={alone ? 'primary' : 'secondary'} type="submit" className="justify-center">
        Sign in with {label}
      </Button>
    </form>
  );
}
