import { fileURLToPath } from 'node:url';
import type { Locator, Page } from '@playwright/test';
import { TIMES } from './pace';

const SCRIPT = fileURLToPath(new URL('overlay.browser.js', import.meta.url));

/** The pointer and the caption that are laid over a page; they survive a new document. */
export class Overlay {
  private caption = '';
  private at = { x: 640, y: 420 };

  private constructor(private readonly page: Page) {}

  static async over(page: Page): Promise<Overlay> {
    const overlay = new Overlay(page);
    // What each new document is told.
    await page.exposeFunction('storyState', () => ({ caption: overlay.caption, ...overlay.at }));
    await page.addInitScript({ path: SCRIPT });
    return overlay;
  }

  async say(caption: string): Promise<void> {
    this.caption = caption;
    await this.call('caption', caption);
  }

  /** Names the key that is about to be pressed, beside the caption. */
  async showKey(name: string): Promise<void> {
    await this.call('key', name);
  }

  /** Does something while nothing lies over the page. */
  async without(work: () => Promise<void>): Promise<void> {
    await this.call('hide', true);
    await work();
    await this.call('hide', false);
  }

  /** Scrolls to what lies outside the window, or at its foot where the caption is; `smoothly` as people do. */
  async bringIntoView(target: Locator, smoothly: boolean): Promise<void> {
    await target.evaluate(
      (element, behavior) => {
        const { top, bottom, height } = element.getBoundingClientRect();
        if (top >= 64 && bottom <= innerHeight - 120) return;
        element.scrollIntoView({ behavior, block: height > innerHeight * 0.6 ? 'start' : 'center' });
      },
      smoothly ? ('smooth' as const) : ('instant' as const),
    );
    if (!smoothly) return;
    for (let before: string | undefined; ;) {
      const box = JSON.stringify(await target.boundingBox());
      if (box === before) return;
      before = box;
      // Between two looks at where a smooth scroll has come to; only for people who watch, never at the pace of tests.
      await this.page.waitForTimeout(90);
    }
  }

  /** Moves the pointer to the middle of an element, slower at both ends, as a hand does. */
  async glideTo(target: Locator, factor: number): Promise<void> {
    const box = await target.boundingBox();
    if (box === null) return;
    await this.call('rise', box);
    const from = this.at;
    const to = middleInView(box, await this.size());
    const way = Math.hypot(to.x - from.x, to.y - from.y);
    const ms = way < 2 ? 0 : (TIMES.glide + way * TIMES.glidePixel) * factor;
    for (const began = Date.now(), ends = began + ms; ;) {
      const part = ms === 0 ? 1 : Math.min(1, (Date.now() - began) / ms);
      const eased = part * part * (3 - 2 * part);
      this.at = { x: from.x + (to.x - from.x) * eased, y: from.y + (to.y - from.y) * eased };
      await this.page.mouse.move(this.at.x, this.at.y);
      if (part === 1 || Date.now() > ends) break;
      // One frame of the pointer's way; only for people who watch, never at the pace of tests.
      await this.page.waitForTimeout(12);
    }
    this.at = to;
    await this.page.mouse.move(to.x, to.y);
  }

  private async size() {
    return this.page.viewportSize() ?? this.page.evaluate(() => ({ width: innerWidth, height: innerHeight }));
  }

  /** Of the overlay in the page; a page that is just being left has none, and the next is told by itself. */
  private async call(name: 'caption' | 'key' | 'rise' | 'hide', argument: unknown): Promise<void> {
    await this.page.evaluate(([method, value]) => Reflect.get(window, 'storyStage')?.[method](value), [
      name,
      argument,
    ] as const);
  }
}

/** The middle of what can be seen of a box; of a tall one, a place near its top. */
function middleInView(
  box: { x: number; y: number; width: number; height: number },
  view: { width: number; height: number },
): { x: number; y: number } {
  const middle = (start: number, length: number, most: number) => {
    const first = Math.max(start, 0);
    return (first + Math.min(start + length, most)) / 2;
  };
  return { x: middle(box.x, box.width, view.width), y: middle(box.y, box.height, view.height) };
}
