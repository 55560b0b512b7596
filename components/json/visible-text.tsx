import { codePointName, visibleRuns } from './hidden-characters';

/** A text from data, whole: what cannot be seen in it, or would turn it around, is named. */
export function VisibleText({ value }: { value: string }) {
  return (
    <bdi className="whitespace-pre-wrap">
      {visibleRuns(value).map((run, at) =>
        run.hidden ? (
          <span key={at} className="rounded-sm bg-warning-soft px-0.5 font-mono text-[0.85em] text-warning">
            <span className="sr-only">invisible character </span>
            {codePointName(run.text)}
          </span>
        ) : (
          run.text
        ),
      )}
    </bdi>
  );
}
