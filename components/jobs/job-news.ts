/** The window hears this when a job was begun here, so that the frame of the page can show it. */
export const JOB_BEGUN = 'job-begun';

const begun = new Set<string>();
/** Jobs that a dialog or a page of this tab shows at the moment. */
const shown = new Set<string>();

/** Tells the frame of the page that a job runs. */
export function announceJob(id: string): void {
  begun.add(id);
  window.dispatchEvent(new Event(JOB_BEGUN));
}

/** Whether a job was begun in this tab. */
export function wasBegunHere(id: string): boolean {
  return begun.has(id);
}

/** Notes that a job is on screen. @returns what to call when it is not any more */
export function noteShown(id: string): () => void {
  shown.add(id);
  return () => void shown.delete(id);
}

/** Whether how a job ends is seen without being told. */
export function isShown(id: string): boolean {
  return shown.has(id);
}
