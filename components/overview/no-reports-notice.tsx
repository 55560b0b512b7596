import { EmptyState } from '@/components/ui/empty-state';
import { NO_REPORTS_TITLE } from '@/lib/reporting/no-reports';

/** The overview of a host that cannot say who used what. @param reason a sentence */
export function NoReportsNotice({ reason }: { reason: string }) {
  return <EmptyState title={NO_REPORTS_TITLE} text={`${reason} Everything else works.`} />;
}
