import Link from 'next/link';
import type { AppError } from '@/lib/errors/app-error';
import { errorWords } from '@/lib/errors/error-words';

/** The page in place of one that the operator's role does not allow. */
export function NoAccess({ error }: { error: AppError }) {
  return (
    <div className="mx-auto max-w-[40rem] py-10">
      <h1 className="text-xl font-semibold tracking-tight">You can’t do this</h1>
      <p className="pt-2 text-muted">{errorWords(error, 'read').text}</p>
      <p className="pt-5">
        <Link href="/identities" className="link">
          Back to identities
        </Link>
      </p>
    </div>
  );
}
