import { EmptyState } from '@/components/ui/empty-state';
import { NO_REPORTS_TITLE, NO_REPORTS_WORDS, type NoReports } from '@/lib/reporting/no-reports';

/** The overview of a host that cannot say who used what. */
export function NoReportsNotice({ reason }: { reason: NoReports['no_reports'] }) {
  return <EmptyState title={NO_REPORTS_TITLE} text={`${NO_REPORTS_WORDS[reason]} Everything else works.`} />;
}
