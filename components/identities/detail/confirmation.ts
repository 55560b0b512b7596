/** The text that confirms the deletion of an identity, as a box of one line can hold it. */
export function confirmationText({ _id, external_id }: { _id: string; external_id: string }): string {
  const text = external_id.replace(/[\r\n]/g, '');
  return text === '' ? _id : text;
}

/** What is wrong with a typed confirmation, where a look at it would not tell; `undefined` while it is just unfinished. */
export function confirmationHint(typed: string, expected: string): string | undefined {
  if (typed === expected || typed === '') return undefined;
  if (typed.trim() === expected.trim()) return 'White space before or after it differs.';
  if (typed.normalize('NFC') === expected.normalize('NFC'))
    return 'It looks the same but is made of other characters. Copy it instead of typing it.';
  if (typed.toLowerCase() === expected.toLowerCase()) return 'Upper and lower case must match.';
  if (withoutHidden(typed) === withoutHidden(expected))
    return 'Characters that cannot be seen differ. Copy it instead of typing it.';
  if (typed.replace(/\s+/g, '') === expected.replace(/\s+/g, '')) return 'White space inside it differs.';
  return expected.startsWith(typed) ? undefined : 'This is another ID.';
}

const withoutHidden = (text: string) => text.replace(/[\p{Cc}\p{Cf}]/gu, '');
