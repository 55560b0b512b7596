/**
 * Runs in the page, before its own scripts: a pointer that follows the real one, and a caption. Drawn in a shadow tree of
 * its own outside the body, styled by a constructed sheet (the content policy allows no inline style), deaf to pointers
 * and unheard by screen readers, so that the product behaves as if it were not there.
 */
(() => {
  if (window !== window.top) return;

  const SHEET = `
    :host {
      all: initial; color-scheme: inherit; position: fixed; inset: 0; z-index: 2147483647;
      pointer-events: none; overflow: hidden; contain: strict;
      font-family: var(--font-inter), ui-sans-serif, system-ui, sans-serif;
    }
    :host([hidden]) { display: none; }
    .caption {
      position: absolute; left: 50%; bottom: var(--rise, 28px); translate: -50% 0; box-sizing: border-box;
      width: max-content; max-width: min(46rem, calc(100% - 3rem)); padding: 0.8rem 1.25rem; border-radius: 0.75rem;
      display: flex; align-items: center; gap: 0.9rem;
      background: var(--ink, #222); color: var(--on-ink, #fff);
      font-size: 1.1875rem; line-height: 1.4; font-weight: 500; letter-spacing: -0.006em; text-wrap: balance;
      box-shadow: 0 1px 2px oklch(0 0 0 / 18%), 0 12px 36px oklch(0 0 0 / 26%);
      opacity: 0; transition: opacity 220ms ease-out, bottom 260ms ease-in-out;
    }
    .caption.shown { opacity: 1; }
    .key {
      flex: none; padding: 0.1rem 0.55rem; border-radius: 0.4rem; font-size: 1rem; font-weight: 600;
      border: 1px solid color-mix(in oklab, currentColor 35%, transparent);
      background: color-mix(in oklab, currentColor 12%, transparent);
    }
    .key:empty { display: none; }
    .pointer { position: absolute; left: 0; top: 0; width: 26px; height: 26px; margin: -3px 0 0 -5px;
      filter: drop-shadow(0 1.5px 2.5px oklch(0 0 0 / 35%)); }
    .pointer path { fill: #17150f; stroke: #fff; stroke-width: 1.6; stroke-linejoin: round; }
    .ring { position: absolute; left: -21px; top: -21px; width: 42px; height: 42px; border-radius: 50%;
      background: color-mix(in oklab, var(--accent, teal) 30%, transparent);
      border: 2px solid var(--accent, teal); box-sizing: border-box; opacity: 0; }
  `;
  const element = (name, className) => {
    const made = document.createElement(name);
    made.className = className;
    return made;
  };
  const host = element('div', '');
  host.setAttribute('aria-hidden', 'true');
  const root = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(SHEET);
  root.adoptedStyleSheets = [sheet];

  const caption = element('div', 'caption');
  const words = element('span', '');
  const key = element('kbd', 'key');
  caption.append(key, words);
  const ring = element('div', 'ring');
  const svg = (name, attributes) => {
    const made = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
    return made;
  };
  const pointer = svg('svg', { class: 'pointer', viewBox: '0 0 26 26' });
  pointer.append(svg('path', { d: 'M5 3 L5 20.5 L9.6 16.4 L12.6 23.2 L15.8 21.8 L12.8 15.2 L19 14.8 Z' }));
  root.append(caption, ring, pointer);

  let at = { x: -100, y: -100 };
  const draw = (x, y) => {
    at = { x, y };
    pointer.style.transform = `translate(${x}px, ${y}px)`;
    ring.style.transform = `translate(${x}px, ${y}px)`;
  };
  draw(at.x, at.y);
  addEventListener('pointermove', (event) => draw(event.clientX, event.clientY), {
    capture: true,
    passive: true,
  });
  addEventListener(
    'pointerdown',
    () => {
      const { x, y } = at;
      const place = (scale) => `translate(${x}px, ${y}px) scale(${scale})`;
      ring.animate(
        [
          { opacity: 0.9, transform: place(0.3) },
          { opacity: 0, transform: place(1.15) },
        ],
        { duration: 520, easing: 'ease-out' },
      );
    },
    { capture: true, passive: true },
  );

  /** What the product itself lays over the foot of its pages. */
  const FLOATING = '[aria-label="Notifications"] > *, section[aria-label="Selection"]';
  const FOOT = 28;
  let acted;

  /** Lifts the caption off what is acted on and what floats there. */
  const place = () => {
    const { width, height } = caption.getBoundingClientRect();
    const left = (innerWidth - width) / 2;
    const floating = [...document.querySelectorAll(FLOATING)].map((each) => each.getBoundingClientRect());
    let foot = FOOT;
    for (const box of [...(acted === undefined ? [] : [acted]), ...floating]) {
      const meets =
        box.height > 0 &&
        box.y + box.height > innerHeight - foot - height - 12 &&
        box.y < innerHeight &&
        box.x < left + width + 12 &&
        box.x + box.width > left - 12;
      const lifted = innerHeight - box.y + 16;
      // Where that would be the middle of the page, the foot of it is the better place all the same.
      if (meets && lifted < innerHeight * 0.55) foot = Math.max(foot, lifted);
    }
    host.style.setProperty('--rise', `${foot}px`);
  };
  setInterval(place, 150);
  const stage = {
    caption(text) {
      words.textContent = text;
      key.textContent = '';
      acted = undefined;
      place();
      caption.classList.toggle('shown', text !== '');
    },
    key(name) {
      key.textContent = name;
    },
    rise(box) {
      acted = box;
      place();
    },
    hide(hidden) {
      host.hidden = hidden;
    },
  };
  Reflect.set(window, 'storyStage', stage);

  const enter = () => {
    // Beside the body: nothing that the product does to its own content reaches it.
    document.documentElement.append(host);
    const told = Reflect.get(window, 'storyState');
    if (typeof told === 'function')
      void told().then((state) => {
        stage.caption(state.caption);
        draw(state.x, state.y);
      });
  };
  if (document.body !== null) enter();
  else
    new MutationObserver((_changes, observer) => {
      if (document.body === null) return;
      observer.disconnect();
      enter();
    }).observe(document, { childList: true, subtree: true });
})();
