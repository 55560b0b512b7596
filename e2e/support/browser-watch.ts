import { expect, type Page } from '@playwright/test';

/** What a page does that no page of ours may do. */
export type BrowserWatch = {
  /** Fails when a content policy was hit, a request left for another host, or a hostile text ran. */
  expectQuiet(): void;
};

/** What a hostile text calls when it runs; nothing else does. */
export const ALARM = 'soundTheAlarm';

/** Watches every document of a page from before its first script. */
export async function watchBrowser(page: Page): Promise<BrowserWatch> {
  const violations: string[] = [];
  const foreign: string[] = [];
  const alarms: string[] = [];
  await page.exposeFunction('noteViolation', (text: string) => violations.push(text));
  await page.exposeFunction(ALARM, (text: unknown) => alarms.push(String(text)));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const note: unknown = Reflect.get(window, 'noteViolation');
      if (typeof note === 'function')
        note(
          `${event.effectiveDirective} ${event.blockedURI} at ${event.sourceFile}:${event.lineNumber} (${event.sample})`,
        );
    });
  });
  page.on('dialog', (dialog) => {
    alarms.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('popup', (popup) => alarms.push(`popup: ${popup.url()}`));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (/^https?:|^wss?:/.test(url.protocol) && url.hostname !== '127.0.0.1') foreign.push(request.url());
  });
  return {
    expectQuiet() {
      expect(violations, 'no content policy was hit').toEqual([]);
      expect(foreign, 'no request left for another host').toEqual([]);
      expect(alarms, 'no text ran as code').toEqual([]);
    },
  };
}
