import 'server-only';

/** What JSON leaves as it is and a terminal or a reader acts on: DEL and C1 controls, and invisible format characters. */
const ACTED_ON = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu;

/** A line of JSON in which every control, bidirectional and invisible character is written as an escape. */
export function escapedLine(json: string): string {
  return json.replace(ACTED_ON, (character) =>
    [...Array(character.length).keys()]
      .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}
