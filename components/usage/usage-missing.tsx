import type { AppError } from '@/lib/errors/app-error';
import { errorWords } from '@/lib/errors/error-words';
import { reportAbsence } from '@/lib/reporting/report-absence';
import { TryAgain } from './try-again';

/** The chart's place where there is none: quietly why not, and a way to ask again where that may help. */
export function UsageMissing({ error }: { error: AppError }) {
  const absence = reportAbsence(error);
  if (absence !== undefined)
    return (
      <p className="usage-absent text-muted">
        Daily usage is not available. {absence} Everything else on this page works.
      </p>
    );
  const { title, text } = errorWords(error, 'read');
  return (
    <div role="status" className="usage-absent">
      <p className="font-medium">Daily usage could not be read</p>
      <p className="pt-0.5 pb-3 text-muted">
        {title}. {text}
      </p>
      <TryAgain />
    </div>
  );
}
