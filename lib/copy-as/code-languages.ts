/** The languages a call can be copied in, with how people call them. */
export const CODE_LANGUAGES = [
  { language: 'curl', label: 'curl' },
  { language: 'node', label: 'Node' },
  { language: 'python', label: 'Python' },
] as const;
export type CodeLanguage = (typeof CODE_LANGUAGES)[number]['language'];

/** How they are called, as a control tells the palette what it can be pressed for. */
export const LANGUAGE_OPTIONS = CODE_LANGUAGES.map(({ label }) => label).join();

/** The language that is called so. */
export function languageCalled(label: string | undefined): CodeLanguage | undefined {
  return CODE_LANGUAGES.find((one) => one.label === label)?.language;
}
