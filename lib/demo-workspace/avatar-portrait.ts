import { HAIRS, schemeOf, SKINS } from './avatar-palette';
import type { Random } from './random';

/** A portrait of flat shapes: ground, shoulders, head, hair. No face, as an invented one would look like somebody. */
export function portrait(random: Random): string {
  const scheme = schemeOf(random);
  const skin = random.weighted(SKINS.map((tone) => [tone, 1] as const));
  const hair = random.pick(HAIRS);
  const cloth = random.pick(
    [scheme.strong, scheme.accent, scheme.soft].filter((tone) => tone !== scheme.ground),
  );
  const trim = cloth === scheme.accent ? scheme.strong : scheme.accent;
  const { back, front } = random.pick(STYLES)(hair, scheme.accent === cloth ? scheme.strong : scheme.accent);
  return [
    `<path fill="${scheme.ground}" d="M0 0h64v64H0z"/>`,
    ground(random, scheme.soft),
    back,
    // Neck, with the shadow of the chin.
    `<path fill="${skin}" d="M26 34h12v14H26z"/><path fill="#000" fill-opacity=".14" d="M26 39q6 5 12 0v3.500q-6 5-12 0z"/>`,
    shoulders(random, cloth, trim, skin),
    `<ellipse cx="32" cy="28" rx="11" ry="13" fill="${skin}"/>`,
    front,
    random.chance(0.22) ? GLASSES : '',
  ].join('');
}

function ground(random: Random, tone: string): string {
  const light = `fill="${tone}" fill-opacity=".55"`;
  return random.pick([
    `<circle cx="32" cy="30" r="24" ${light}/>`,
    `<path ${light} d="M0 64V30A32 32 0 0 1 64 30V64z"/>`,
    `<circle cx="50" cy="14" r="18" ${light}/>`,
    `<path ${light} d="M0 0h64L0 64z"/>`,
    `<path ${light} d="M0 40q16-8 32 0t32 0v24H0z"/>`,
    '',
  ]);
}

function shoulders(random: Random, cloth: string, trim: string, skin: string): string {
  const body = `<path fill="${cloth}" d="M6 64c0-13 9-18 20-19.500q6 5 12 0C49 46 58 51 58 64z"/>`;
  return (
    body +
    random.pick([
      // Round neck, open collar, scarf, lapels, nothing.
      `<path fill="none" stroke="${trim}" stroke-width="2.5" d="M25 45.500q7 8 14 0"/>`,
      `<path fill="${skin}" d="M27 44.500h10L32 54z"/><path fill="${trim}" d="M26 44l6 10-4 4-6-12.500zM38 44l-6 10 4 4 6-12.500z"/>`,
      `<path fill="${trim}" d="M23 42q9 8 18 0l2 6q-11 8-22 0z"/>`,
      `<path fill="${trim}" d="M32 64l-7-19-4 1.500L27 64zM32 64l7-19 4 1.500L37 64z"/>`,
      '',
    ])
  );
}

const GLASSES =
  '<g fill="none" stroke="#2b2523" stroke-width="1.4"><circle cx="27.5" cy="28.5" r="3.6"/><circle cx="36.5" cy="28.5" r="3.6"/><path d="M31 28q1-1 2 0"/></g>';

type Style = (hair: string, cloth: string) => { back: string; front: string };

/** Hair and what is worn on it, as shapes behind and before the head. */
const STYLES: readonly Style[] = [
  // Short, parted to a side.
  (hair) => ({
    back: '',
    front: `<path fill="${hair}" d="M20.5 27c-1-11 5-15.5 12-15.500S45 17 43.5 27c-1-5-3-7-5-8-5 2.5-12 2-14.5 1q-2.5 2-3.5 7z"/>`,
  }),
  // Swept back.
  (hair) => ({
    back: '',
    front: `<path fill="${hair}" d="M20.7 26C18.5 12 30 8.5 38 11.500c5 1.5 7 7 5.4 14.5-.6-4-2.4-6.5-4.4-7.5-6-2-13-1-18.3 7.500z"/>`,
  }),
  // Bob.
  (hair) => ({
    back: `<path fill="${hair}" d="M18 40V25c0-9 6-14.5 14-14.500S46 16 46 25v15q-4 2-8 0H26q-4 2-8 0z"/>`,
    front: `<path fill="${hair}" d="M20.5 28c0-10 4-14 11.5-14s11.5 4 11.5 14c-2-5-4-7.5-6-8.5-4 3-11 2.5-17 8.500z"/>`,
  }),
  // Long.
  (hair) => ({
    back: `<path fill="${hair}" d="M16 54c2-8 1-16 1.5-28C18 16 24 10 32 10s14 6 14.5 16c.5 12-.5 20 1.5 28q-16 4-32 0z"/>`,
    front: `<path fill="${hair}" d="M20.5 30C19 17 26 13.5 32 13.500S45 17 43.5 30C42 23 37 20 32 17.5 27 20 22 23 20.5 30z"/>`,
  }),
  // Curls.
  (hair) => ({
    back: `<g fill="${hair}"><circle cx="20" cy="24" r="7"/><circle cx="44" cy="24" r="7"/><circle cx="24" cy="16" r="7.5"/><circle cx="40" cy="16" r="7.5"/><circle cx="32" cy="13" r="8"/><circle cx="18.5" cy="32" r="5"/><circle cx="45.5" cy="32" r="5"/></g>`,
    front: `<path fill="${hair}" d="M21 25c1-7 5-9.5 11-9.500S42 18 43 25c-3-4-6-5-11-5s-8 1-11 5z"/>`,
  }),
  // A bun.
  (hair) => ({
    back: `<circle cx="32" cy="9.5" r="6" fill="${hair}"/>`,
    front: `<path fill="${hair}" d="M20.5 28C19.5 17 25 13 32 13s12.5 4 11.5 15c-1.5-6-5-9-11.5-9s-10 3-11.5 9z"/>`,
  }),
  // Head scarf.
  (_hair, cloth) => ({
    back: `<path fill="${cloth}" d="M17 48c-1-8 0-14 0-21 0-10 7-16.5 15-16.500S47 17 47 27c0 7 1 13 0 21q-15 6-30 0z"/>`,
    front: `<path fill="${cloth}" fill-rule="evenodd" d="M18 30c-1-13 5-19 14-19s15 6 14 19c-.5 8-4 14-14 16-10-2-13.5-8-14-16zm4.5-1c0 7 4 11.5 9.5 11.500s9.5-4.5 9.5-11.500S37.5 18 32 18s-9.5 4-9.5 11z"/>`,
  }),
  // Bald with a beard.
  (hair) => ({
    back: '',
    front: `<path fill="${hair}" d="M21 29c1 3 3 4 5.5 3.500q5.5-2.5 11 0C40 33 42 32 43 29c1.5 10-4 15.5-11 15.500S19.5 39 21 29z"/>`,
  }),
  // Short with a beard.
  (hair) => ({
    back: '',
    front: `<path fill="${hair}" d="M20.5 26c-.5-10 4.5-14.5 11.5-14.500S44 16 43.5 26c-1-4-3-6.5-5-7H25.500c-2 .5-4 3-5 7z"/><path fill="${hair}" d="M21.2 30c1 3 3 4.5 5 4q5.8-2 11.6 0c2 .5 4-1 5-4 1 9-4 14-10.8 14S20.2 39 21.2 30z"/>`,
  }),
  // Turban or wrap.
  (_hair, cloth) => ({
    back: '',
    front: `<path fill="${cloth}" d="M18.5 24C17 13 23 7 32 7s15 6 13.5 17Q32 14 18.5 24z"/><path fill="none" stroke="#000" stroke-opacity=".16" stroke-width="1.5" d="M20 19Q30 9 40 9M24 20Q34 14 44 17"/>`,
  }),
  // Afro.
  (hair) => ({
    back: `<circle cx="32" cy="22" r="18" fill="${hair}"/>`,
    front: `<path fill="${hair}" d="M21 26c0-7 5-10.5 11-10.500S43 19 43 26c-2-3-6-5-11-5s-9 2-11 5z"/>`,
  }),
  // Cap.
  (hair, cloth) => ({
    back: `<path fill="${hair}" d="M20 24h24v9q-1 2-2.5 2V25h-19v10q-1.5 0-2.5-2z"/>`,
    front: `<path fill="${cloth}" d="M20 23c0-9 5-13 12-13s12 4 12 13z"/><path fill="${cloth}" d="M20 22h30q1 4-3 4H20z"/><path fill="#000" fill-opacity=".16" d="M20 22h24v1.500H20z"/>`,
  }),
];
