/** The window hears this when a job was begun here, so that the frame of the page can show it. */
export const JOB_BEGUN = 'job-begun';

/** Tells the frame of the page that a job runs. */
export function announceJob(): void {
  window.dispatchEvent(new Event(JOB_BEGUN));
}
