import { useMemo } from 'react';
import type { IdentityValues } from '@/lib/identity/identity-values';
import { ChangeList } from './change-list';
import { differences } from './field-changes';

/** What differs between two versions of an identity, field by field. */
export default function Differences({ before, after }: { before: IdentityValues; after: IdentityValues }) {
  const changes = useMemo(() => differences(before, after), [before, after]);
  return <ChangeList changes={changes} />;
}
