'use client';

import { useId, useState } from 'react';
import { formatCount } from '@/lib/format/numbers';
import type { IdentityRecord } from '@/lib/identity/identity-record';
import { FIELD_LABELS, sameField, type IdentityValues } from '@/lib/identity/identity-values';
import {
  memberSide,
  TEXT_FIELDS,
  textSide,
  type MemberPair,
  type MergeChoices,
  type Pair,
  type Side,
} from '@/lib/identity/merged-values';
import { UsageWindow } from '../detail/usage-window';
import { CompareHead } from './compare-head';
import { CompareRow, SectionRow } from './compare-row';
import { FigureRows } from './figure-rows';
import { InstantRow } from './instant-row';
import { MemberText, TagTexts, TextValue } from './compared-value';

/** Every field of both, in one table: what differs is marked and can be chosen, what is the same is said to be. */
export function CompareTable({
  pair,
  values,
  members,
  names,
  survivor,
  reason,
  choices,
  readAt,
  onSurvivor,
  onChoices,
}: {
  pair: Pair<IdentityRecord>;
  values: Pair<IdentityValues>;
  members: MemberPair[] | undefined;
  names: Pair<string>;
  survivor: Side;
  reason: string;
  choices: MergeChoices;
  readAt: string;
  onSurvivor: (side: Side) => void;
  onChoices: (choices: MergeChoices) => void;
}) {
  const sameTags = sameField('tags', values.left, values.right);
  return (
    <table className="compare-table" aria-label="Both identities">
      <CompareHead pair={pair} names={names} survivor={survivor} reason={reason} onSurvivor={onSurvivor} />
      <tbody>
        <SectionRow>Profile</SectionRow>
        {TEXT_FIELDS.map((field) => (
          <CompareRow
            key={field}
            label={FIELD_LABELS[field]}
            same={sameField(field, values.left, values.right)}
            names={names}
            chosen={textSide(values, survivor, choices, field)}
            onChoose={(side) => onChoices({ ...choices, texts: { ...choices.texts, [field]: side } })}
            cell={(side) => <TextValue value={values[side][field]} />}
          />
        ))}
        <CompareRow
          label={FIELD_LABELS.tags}
          same={sameTags}
          names={names}
          chosen={choices.tags ?? 'both'}
          both="Keep the tags of both"
          onChoose={(tags) => onChoices({ ...choices, tags })}
          cell={(side) => (
            <TagTexts tags={values[side].tags} others={values[side === 'left' ? 'right' : 'left'].tags} />
          )}
        />
      </tbody>
      <tbody>
        <SectionRow>Metadata</SectionRow>
        {members === undefined ? (
          <CompareRow
            label="Metadata"
            same={sameField('metadata_text', values.left, values.right)}
            names={names}
            chosen={choices.metadata ?? survivor}
            onChoose={(metadata) => onChoices({ ...choices, metadata })}
            cell={(side) => <MemberText text={values[side].metadata_text} />}
          />
        ) : (
          <MemberRows
            members={members}
            names={names}
            survivor={survivor}
            choices={choices}
            onChoices={onChoices}
          />
        )}
      </tbody>
      <tbody>
        <SectionRow note={<UsageWindow end={readAt} />}>Use</SectionRow>
        <FigureRows pair={{ left: pair.left.metrics, right: pair.right.metrics }} />
      </tbody>
      <tbody>
        <SectionRow>History</SectionRow>
        <InstantRow label="Created" pair={{ left: pair.left.created, right: pair.right.created }} />
        <InstantRow label="Updated" pair={{ left: pair.left.updated, right: pair.right.updated }} />
      </tbody>
    </table>
  );
}

/** Members that are the same are folded once there are more than this: nobody has to choose among them. */
const SAME_SHOWN = 3;

function MemberRows({
  members,
  names,
  survivor,
  choices,
  onChoices,
}: {
  members: MemberPair[];
  names: Pair<string>;
  survivor: Side;
  choices: MergeChoices;
  onChoices: (choices: MergeChoices) => void;
}) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const same = members.filter((member) => member.same);
  const foldable = same.length > SAME_SHOWN;
  const shown = foldable && !open ? members.filter((member) => !member.same) : members;
  if (members.length === 0)
    return (
      <tr>
        <td colSpan={3} className="text-muted">
          Neither has metadata
        </td>
      </tr>
    );
  return (
    <>
      {shown.map((member) => (
        <CompareRow
          key={`${id} ${member.name}`}
          mono
          label={member.name === '' ? '""' : member.name}
          same={member.same}
          names={names}
          chosen={memberSide(member, survivor, choices)}
          onChoose={(side) =>
            onChoices({ ...choices, members: new Map(choices.members).set(member.name, side) })
          }
          cell={(side) => <MemberText text={member.texts[side]} />}
        />
      ))}
      {foldable && (
        <tr>
          <td colSpan={3}>
            <button
              type="button"
              aria-expanded={open}
              className="link min-h-6 text-xs"
              onClick={() => setOpen(!open)}
            >
              {open
                ? 'Hide what is the same'
                : `Show ${formatCount(same.length)} members that are the same in both`}
            </button>
          </td>
        </tr>
      )}
    </>
  );
}
