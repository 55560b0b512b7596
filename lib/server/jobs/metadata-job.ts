import 'server-only';
import type { JobRequest } from '@/lib/jobs/schema';
import { changeMetadata, metadataStep, type KeptMember, type MetadataChange } from '../bulk-metadata';
import { endOf, lookUpCutOff, NO_TARGET } from './ended';
import type { JobHandler, Plan } from './job-handler';

type MetadataRequest = Extract<JobRequest, { kind: 'metadata' }>;

/** What is noted before a key is changed. */
export type MetadataBefore = { member: KeptMember };

/** Sets one key of the metadata, or removes it. */
export const metadataJob: JobHandler<MetadataRequest> = {
  permission: 'identity.write',
  plan: ({ metadata_text }, request) => planOf(metadata_text, changeOf(request)),
  async perform(item, request, note) {
    if (item.target_id === undefined) return NO_TARGET;
    const change = changeOf(request);
    const found = await lookUpCutOff(item, (stored) =>
      stored === undefined ? undefined : isMade(stored.metadata_text, change, item.before),
    );
    if (found !== undefined) return found;
    return endOf(
      await changeMetadata(item.target_id, change, (member) => note({ member } satisfies MetadataBefore)),
    );
  },
};

function changeOf({ key, value_text }: MetadataRequest): MetadataChange {
  return { key, to: value_text ?? null };
}

/** What a change of a key would do to a metadata text. */
export function planOf(text: string, change: MetadataChange): Plan {
  const step = metadataStep(text, change);
  if (step.does === 'stay') return { plan: 'leave' };
  if (step.does === 'conflict') return { plan: 'reject', reason: step.reason };
  const { before } = step;
  return {
    plan: 'update',
    planned: {
      [`metadata.${change.key}`]: {
        ...(before !== null && { from: shown(before.text) }),
        ...(change.to !== null && { to: shown(change.to) }),
      },
    },
  };
}

/** Longest value that a preview shows, in characters. */
const LONGEST = 200;

function shown(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** Whether a cut-off change was made: by what is stored now, against what was wanted and what was there before. */
export function isMade(text: string, change: MetadataChange, noted: unknown): boolean | undefined {
  const step = metadataStep(text, { ...change, only: undefined } as MetadataChange);
  if (step.does === 'stay') return true;
  if (step.does === 'conflict') return undefined;
  const { member } = noted as MetadataBefore;
  return (step.before?.text ?? null) === (member?.text ?? null) ? false : undefined;
}
