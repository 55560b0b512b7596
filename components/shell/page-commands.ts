/**
 * What the present page offers the palette. A control says so itself, by `data-command` with what the palette calls it:
 * to run a command is to press its control, so that rights, dialogs and focus are the control's own, and a page that
 * is never asked ships nothing for it.
 */
export type PageCommand = {
  label: string;
  /** The control's shortcut. */
  keys?: string | undefined;
  /** Why it does nothing now. */
  disabledReason?: string | undefined;
  /** Of a choice: what is chosen from. Its options are offered once something is typed. */
  choice?: string;
  run: () => void;
};

/** The bar of a selection offers whatever buttons and links it has. */
const CONTROLS = '[data-command], [aria-label="Selection"] :is(button, a)';

/** The commands of the controls that are on screen, in the order of the page. */
export function pageCommands(): PageCommand[] {
  return [...document.querySelectorAll<HTMLElement>(CONTROLS)].filter(isShown).flatMap(commandsOf);
}

function isShown(control: HTMLElement): boolean {
  // Browsers before 2024 lack the question; there a control that is in the page counts as shown.
  return typeof control.checkVisibility !== 'function' || control.checkVisibility();
}

function commandsOf(control: HTMLElement): PageCommand[] {
  // What is chosen already is no choice.
  if (
    control.getAttribute('aria-current') === 'true' ||
    control.matches('input:checked:not([type=checkbox])')
  )
    return [];
  // Links and radio buttons of one choice are called by it, too: "Period: 7 days".
  const [, choice] = /^(.+?): /.exec(control.dataset.command ?? '') ?? [];
  const label = control.dataset.command ?? `Selection: ${wordsOf(control)}`;
  if (control instanceof HTMLSelectElement)
    return [...control.options]
      .filter((option) => !option.selected)
      .map((option) => ({
        label: `${label}: ${option.text}`,
        choice: label,
        run: () => choose(control, option.value),
      }));
  // One button for several things: pressed for one of them, it finds which in `data-option`.
  if (control.dataset.commandOptions !== undefined)
    return control.dataset.commandOptions.split(',').map((option) => ({
      label: `${label} ${option}`,
      disabledReason: disabledReason(control),
      run: () => {
        control.dataset.option = option;
        press(control);
        delete control.dataset.option;
      },
    }));
  return [
    {
      label,
      ...(choice !== undefined && { choice }),
      keys: control.dataset.keys,
      disabledReason: disabledReason(control),
      run: () => press(control),
    },
  ];
}

/** What stands on a button, without the reason why it does nothing. */
function wordsOf(control: HTMLElement): string {
  return (control.querySelector('.button-label') ?? control).textContent.trim();
}

/** Why a control does nothing: its own description, or that it does not apply. */
function disabledReason(control: HTMLElement): string | undefined {
  if (control.getAttribute('aria-disabled') !== 'true' && !control.matches(':disabled')) return undefined;
  const described = control.getAttribute('aria-describedby');
  const reason = described === null ? null : document.getElementById(described)?.textContent;
  return reason || control.dataset.tip || (control.matches('[role=link]') ? 'There is none.' : 'Not now.');
}

function press(control: HTMLElement): void {
  if (!control.isConnected) return;
  control.focus();
  if (!control.matches('input:not([type=checkbox]):not([type=radio]), textarea')) control.click();
}

function choose(control: HTMLSelectElement, value: string): void {
  if (!control.isConnected) return;
  control.focus();
  control.value = value;
  control.dispatchEvent(new Event('change', { bubbles: true }));
}
