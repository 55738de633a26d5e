/** The geometry of the map, in the units of its 380 x 380 drawing. */
export const SIZE = 380;
export const CENTRE = 190;
export const STAGES = 12;

const RADIUS = 138;
const FIRST_ANGLE = -105;

interface Point {
  x: number;
  y: number;
}

/** Where a stage stands: in and out by turns, so that the road winds. */
export function nodeAt(index: number): Point {
  const angle = ((FIRST_ANGLE + index * (360 / STAGES)) * Math.PI) / 180;
  const radius = RADIUS + (index % 2 === 0 ? -5 : 7);
  return { x: CENTRE + radius * Math.cos(angle), y: CENTRE + radius * Math.sin(angle) };
}

const round = (value: number) => value.toFixed(1);

/** A smooth road (Catmull-Rom) through the stages from one to another. */
export function road(from: number, to: number): string {
  const start = nodeAt(from);
  let path = `M${round(start.x)} ${round(start.y)}`;
  for (let index = from; index < to; index += 1) {
    const [before, here, next, after] = [index - 1, index, index + 1, index + 2].map(nodeAt) as [
      Point,
      Point,
      Point,
      Point,
    ];
    const first = { x: here.x + (next.x - before.x) / 6, y: here.y + (next.y - before.y) / 6 };
    const second = { x: next.x - (after.x - here.x) / 6, y: next.y - (after.y - here.y) / 6 };
    path += `C${[first.x, first.y, second.x, second.y, next.x, next.y].map(round).join(' ')}`;
  }
  return path;
}

/** How deep the night is on each stage: dusk on the way down, dawn on the way home. */
const NIGHT = [0, 0.18, 0.4, 0.65, 0.85, 1, 1, 1, 0.95, 0.7, 0.35, 0.05];

export function nightAt(stageNumber: number): number {
  return NIGHT[stageNumber - 1] ?? 0;
}

/** The colour of a stage that was passed, from amber to rose along the road. */
export function passedColour(stageNumber: number): string {
  const amber = Math.max(0, 100 - (stageNumber - 1) * 26);
  return `color-mix(in oklab, var(--amber) ${amber}%, var(--rose))`;
}
