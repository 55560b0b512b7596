/** Markup that may stand in a page as it is. */
export type Html = { markup: string };
type Part = Html | readonly Part[] | string | number | false | undefined;

/** Markup from a template; texts in it are escaped, `false` and `undefined` are nothing. */
export function html(texts: TemplateStringsArray, ...parts: Part[]): Html {
  return { markup: texts.map((text, at) => text + markupOf(parts[at])).join('') };
}

export const raw = (markup: string): Html => ({ markup });

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function markupOf(part: Part): string {
  if (part === undefined || part === false) return '';
  if (typeof part === 'string' || typeof part === 'number')
    return String(part).replace(/[&<>"]/g, (letter) => ENTITIES[letter] ?? letter);
  return 'markup' in part ? part.markup : part.map(markupOf).join('');
}

/** A whole page that needs nothing but the files beside it, in the colours of the product. */
export function document(title: string, body: Html): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${html`${title}`.markup}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${body.markup}
</main>
</body>
</html>
`;
}

const STYLE = `
@font-face { font-family: Inter; src: url(inter.woff2) format('woff2'); font-weight: 100 900; }
:root {
  color-scheme: light dark;
  --canvas: light-dark(#fbf9f8, #11100e); --surface: light-dark(#fff, #1a1816); --ink: light-dark(#211d17, #efecea);
  --muted: light-dark(#625d56, #ada79f); --line: light-dark(#e2dfdb, #33302d); --accent: light-dark(#03636f, #72c7d4);
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--canvas); color: var(--ink); font: 16px/1.5 Inter, ui-sans-serif, system-ui, sans-serif; }
main { max-width: 68rem; margin: 0 auto; padding: 2.5rem 1.25rem 5rem; }
h1 { font-size: 1.75rem; line-height: 1.2; letter-spacing: -0.02em; margin: 0.5rem 0; }
h2 { font-size: 1.125rem; margin: 2.75rem 0 1rem; }
h3 { font-size: 1rem; font-weight: 600; margin: 1.5rem 0 0.25rem; display: flex; gap: 0.75rem; align-items: baseline; }
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 4px; }
.summary { color: var(--muted); font-size: 1.0625rem; max-width: 46rem; margin: 0 0 1.5rem; }
.meta, .note { color: var(--muted); font-size: 0.875rem; font-variant-numeric: tabular-nums; }
video, img { display: block; width: 100%; height: auto; border-radius: 10px; border: 1px solid var(--line); background: var(--surface); }
.stills, .stories { list-style: none; padding: 0; display: grid; gap: 1.75rem 1.5rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); }
figure { margin: 0; }
figcaption { padding-top: 0.5rem; color: var(--muted); font-size: 0.9375rem; }
.stories a { display: grid; gap: 0.25rem; color: inherit; text-decoration: none; }
.stories strong { padding-top: 0.5rem; }
.stories a:hover strong { color: var(--accent); }
.stories span, .stories small { color: var(--muted); }
.script { max-width: 46rem; }
.script ul { margin: 0.25rem 0 0; padding-left: 4.6rem; color: var(--muted); font-size: 0.9375rem; }
.script button { font: inherit; font-size: 0.8125rem; font-weight: 500; font-variant-numeric: tabular-nums; color: var(--accent); background: none; border: 1px solid var(--line); border-radius: 6px; padding: 0.05rem 0.5rem; min-height: 24px; cursor: pointer; flex: none; }
.script button:hover { border-color: var(--accent); }
`;
