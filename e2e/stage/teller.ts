import type { Locator, Page } from '@playwright/test';
import type { Role } from '@/lib/auth/permissions';
import { expect } from './expect';
import { Overlay } from './overlay';
import { PACES, TIMES, type Pace } from './pace';
import type { Beat, Told } from './story';
import { stepWords } from './step-words';

/** Where a story is told. */
export type Scene = {
  /** Origin of the dashboard. */
  url: string;
  pace: Pace;
  account: (role: Role) => { email: string; password: string };
  /**
   * Takes a still; none are taken without it. `bare` does what it is given while pointer and caption are hidden.
   */
  takeStill?: (name: string, bare: (work: () => Promise<void>) => Promise<void>) => Promise<void>;
};

/**
 * Tells a story as a person would: moves the pointer there, then acts, then lets one look. Every act waits for what it
 * acts on, as in any journey; the pauses come on top and are none in tests.
 */
export class Teller {
  /** What was told so far, in order. */
  readonly beats: Beat[] = [];
  readonly account: Scene['account'];
  readonly url: string;
  private caption = '';

  private constructor(
    readonly page: Page,
    private readonly scene: Scene,
    private readonly overlay: Overlay,
  ) {
    this.account = scene.account;
    this.url = scene.url;
  }

  static async at(page: Page, scene: Scene): Promise<Teller> {
    return new Teller(page, scene, await Overlay.over(page));
  }

  /** Says what comes next, and leaves time to read it. */
  async chapter(words: string): Promise<void> {
    this.note({ kind: 'chapter', words });
    this.caption = words;
    await this.overlay.say(words);
    await this.pause(TIMES.caption + TIMES.captionLetter * words.length);
  }

  /** Opens an address of the dashboard and waits until the page answers to keys. */
  async open(path: string): Promise<void> {
    this.note({ kind: 'step', words: `Open ${path}` });
    await this.page.goto(this.url + path);
    await this.page.waitForLoadState('networkidle');
    await this.pause(TIMES.after);
  }

  /** Moves the pointer there and leaves time to look. */
  async look(at: Locator): Promise<void> {
    await this.reach(at);
    await this.pause(TIMES.look);
  }

  async click(target: Locator): Promise<void> {
    this.note({ kind: 'step', words: await stepWords('Click', target) });
    await this.reach(target);
    await this.pause(TIMES.aim);
    await target.click();
    await this.pause(TIMES.after);
  }

  /** Types over what a field holds. */
  async type(field: Locator, text: string, { secret = false } = {}): Promise<void> {
    this.note({
      kind: 'step',
      words: secret ? await stepWords('Type into', field) : await stepWords(`Type “${text}” into`, field),
    });
    await this.reach(field);
    await field.click();
    if ((await field.inputValue()) !== '') await field.press('ControlOrMeta+a');
    await field.pressSequentially(text, { delay: TIMES.key * this.factor });
    await this.pause(TIMES.after);
  }

  /** Chooses from a list of the browser's own, which shows itself to people alone. */
  async choose(list: Locator, option: string): Promise<void> {
    this.note({ kind: 'step', words: await stepWords(`Choose “${option}” from`, list) });
    await this.reach(list);
    await this.pause(TIMES.aim);
    await list.selectOption(option);
    await this.pause(TIMES.after);
  }

  /** Presses a key, a chord such as `ControlOrMeta+k`, or one after the other: `g o`. */
  async press(keys: string): Promise<void> {
    const shown = keys.replace('ControlOrMeta+', 'Ctrl ').replace('Arrow', '');
    this.note({ kind: 'step', words: `Press ${shown}` });
    await this.overlay.showKey(shown);
    await this.pause(TIMES.aim);
    for (const key of keys.split(' ')) await this.page.keyboard.press(key);
    await this.pause(TIMES.after);
  }

  /** A picture of what is on screen, without pointer and caption. */
  async still(name: string): Promise<void> {
    this.note({ kind: 'still', name, caption: this.caption });
    await this.scene.takeStill?.(name, (work) => this.overlay.without(work));
  }

  /** Leaves the last picture standing. */
  async end(): Promise<void> {
    await this.pause(TIMES.look);
  }

  private get factor(): number {
    return PACES[this.scene.pace];
  }

  private note(told: Told): void {
    this.beats.push({ ...told, at: Date.now() });
  }

  private async reach(target: Locator): Promise<void> {
    await expect(target).toBeVisible();
    await this.overlay.bringIntoView(target, this.factor > 0);
    if (this.factor > 0) await this.overlay.glideTo(target, this.factor);
  }

  /** Time to read for people who watch; none at the pace of tests, where nothing may depend on it. */
  private async pause(ms: number): Promise<void> {
    if (this.factor > 0) await this.page.waitForTimeout(ms * this.factor);
  }
}
