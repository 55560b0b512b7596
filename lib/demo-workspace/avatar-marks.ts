import { schemeOf } from './avatar-palette';
import type { Random } from './random';

/** Marks for whoever is no person: each form has a grammar of its own, so that a team never looks like a firm. */

const square = (fill: string) => `<path fill="${fill}" d="M0 0h64v64H0z"/>`;

/** A team: several round figures, close together. */
export function team(random: Random): string {
  const { ground, strong, accent, soft } = schemeOf(random);
  const figure = (x: number, y: number, size: number, fill: string) =>
    `<circle cx="${x}" cy="${y}" r="${size * 0.5}" fill="${fill}"/><path fill="${fill}" d="M${x - size} ${y + size * 2.2}a${size} ${size * 1.5} 0 0 1 ${size * 2} 0v20h-${size * 2}z"/>`;
  const groups = [
    () => figure(18, 26, 11, soft) + figure(46, 26, 11, accent) + figure(32, 30, 13, strong),
    () => figure(21, 26, 13, strong) + figure(44, 28, 13, accent),
    () =>
      figure(14, 22, 9, soft) +
      figure(32, 20, 9, accent) +
      figure(50, 22, 9, soft) +
      figure(23, 33, 11, strong) +
      figure(42, 33, 11, strong),
    () =>
      `<g fill-opacity=".9"><circle cx="24" cy="26" r="14" fill="${strong}"/><circle cx="41" cy="26" r="14" fill="${accent}"/><circle cx="32" cy="41" r="14" fill="${soft}"/></g>`,
    () =>
      [0, 1, 2, 3, 4, 5]
        .map((at) => {
          const angle = (at * Math.PI) / 3;
          return `<circle cx="${(32 + 17 * Math.sin(angle)).toFixed(1)}" cy="${(32 - 17 * Math.cos(angle)).toFixed(1)}" r="7.5" fill="${[strong, accent, soft][at % 3] ?? strong}"/>`;
        })
        .join('') + `<circle cx="32" cy="32" r="7.5" fill="${strong}"/>`,
  ];
  return square(ground) + random.pick(groups)();
}

/** A firm: one bold sign of four tiles, each a quarter circle, a half, a disc or a triangle. */
export function firm(random: Random): string {
  const { ground, strong, accent, soft } = schemeOf(random);
  const tones = [strong, accent, strong, soft];
  const start = random.whole(0, 3);
  const shapes = [
    'M0 0h22A22 22 0 0 1 0 22z',
    'M0 0h22v22A22 22 0 0 1 0 0z',
    'M0 11a11 11 0 0 1 22 0 11 11 0 0 1-22 0z',
    'M0 22L22 0v22z',
    'M0 0h22v11a11 11 0 0 1-22 0z',
  ];
  const repeated = random.chance(0.45) ? random.pick(shapes) : undefined;
  const turning = random.chance(0.7);
  const tiles = [
    [10, 10],
    [32, 10],
    [32, 32],
    [10, 32],
  ].map(([x, y], at) => {
    const turn = turning ? at * 90 : random.whole(0, 3) * 90;
    return `<path transform="translate(${x} ${y}) rotate(${turn} 11 11)" fill="${tones[(at + start) % 4] ?? strong}" d="${repeated ?? random.pick(shapes)}"/>`;
  });
  return square(ground) + tiles.join('');
}

/** A project: bars and waves, like pages or layers that are worked on. */
export function project(random: Random): string {
  const { ground, strong, accent, soft } = schemeOf(random);
  const bars = () =>
    [16, 26, 36, 46]
      .map((y, at) => {
        const from = random.whole(8, 22);
        const length = random.whole(18, 54 - from);
        return `<rect x="${from}" y="${y - 3}" width="${length}" height="6" rx="3" fill="${[strong, accent, soft, strong][at] ?? strong}"/>`;
      })
      .join('');
  const sheets = () =>
    `<g transform="rotate(${random.pick([-14, -8, 8, 14])} 32 32)"><rect x="13" y="17" width="26" height="32" rx="3" fill="${soft}"/><rect x="19" y="14" width="26" height="32" rx="3" fill="${accent}"/><rect x="25" y="18" width="26" height="32" rx="3" fill="${strong}"/></g>`;
  const waves = () =>
    [0, 1, 2]
      .map(
        (at) =>
          `<path fill="${[soft, accent, strong][at] ?? strong}" d="M0 ${26 + at * 12}q8-${random.whole(6, 14)} 16 0t16 0 16 0 16 0V64H0z"/>`,
      )
      .join('');
  return square(ground) + random.pick([bars, sheets, waves])();
}

/** A machine: a grid of dots around rings, mirrored like a chip. */
export function machine(random: Random): string {
  const { ground, strong, accent, soft } = schemeOf(random);
  let dots = '';
  for (let row = 0; row < 5; row += 1)
    for (let column = 0; column < 3; column += 1) {
      if (row === 2 && column === 2) continue;
      const fill = random.weighted([
        [strong, 4],
        [soft, 3],
        ['', 2],
      ] as const);
      if (fill === '') continue;
      const y = 12 + row * 10;
      for (const x of column === 2 ? [32] : [12 + column * 10, 52 - column * 10])
        dots += `<rect x="${x - 3.5}" y="${y - 3.5}" width="7" height="7" rx="${random.chance(0.5) ? 3.5 : 1.5}" fill="${fill}"/>`;
    }
  return `${square(ground)}${dots}<circle cx="32" cy="32" r="4.5" fill="${accent}"/>`;
}
