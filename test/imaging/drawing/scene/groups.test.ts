import { expect, it } from '@jest/globals';

import { seededRandom } from '../../../../src/imaging/drawing/random.js';
import { grouped } from '../../../../src/imaging/drawing/scene/groups.js';
import { WHOLE } from '../../../../src/imaging/drawing/scene/icon-shapes.js';
import { LIGHTS } from '../../../../src/imaging/drawing/scene/lights.js';
import { piecesOf, type Piece } from '../../../../src/imaging/drawing/scene/pieces.js';
import { inSky } from '../../../../src/imaging/drawing/scene/sketch.js';
import { RELATIONS, type Relation } from '../../../../src/imaging/drawing/words/grammar.js';
import { readPrompt, type Subject } from '../../../../src/imaging/drawing/words/reading.js';

const NAMES: readonly Relation[] = [...new Set(RELATIONS.values())];

const FRAME = {
  width: 1024,
  height: 768,
  unit: 8,
  random: seededRandom('x'),
  tones: LIGHTS.day,
  season: 'summer',
} as const;

function subject(icon: string, relation: Relation): Subject {
  return { icon, category: '', count: 1, relation, size: 1, color: null };
}

/** How often each icon is drawn. */
function drawn(subjects: readonly Subject[]): Record<string, number> {
  const counts: Record<string, number> = {};
  const { groups, skyThings } = grouped({ subjects });
  const above = inSky(FRAME, skyThings, () => WHOLE).map(({ piece }) => piece);
  for (const piece of [...groups.flatMap(pieces), ...above])
    counts[piece.subject.icon] = (counts[piece.subject.icon] ?? 0) + 1;
  return counts;
}

function pieces(group: Parameters<typeof piecesOf>[0]): Piece[] {
  return piecesOf(group, () => WHOLE, seededRandom('x'));
}

it('nothing that is named is left out, whatever follows what', () => {
  for (const first of NAMES)
    for (const second of NAMES)
      for (const third of NAMES) {
        const things = [subject('cat', 'beside'), subject('dog', first), subject('pig', second)];
        const all = drawn([...things, subject('cow', third)]);
        expect({ first, second, third, all }).toMatchObject({
          all: { cat: 1, dog: 1, pig: 1, cow: 1 },
        });
      }
});

it('what is worn goes along on the back of another thing', () => {
  const { groups } = grouped(readPrompt('a bear wearing a hat riding a bicycle'));
  const [bicycle, bear, hat] = pieces(groups[0]!);
  expect([bicycle, bear, hat].map((piece) => piece!.subject.icon)).toEqual([
    'bicycle',
    'bear',
    'top-hat',
  ]);
  expect(bear!.y).toBeLessThan(bicycle!.y);
  expect(hat!.y).toBeLessThan(bear!.y - bear!.size / 2);
  expect(hat!.size).toBeLessThan(bear!.size);
});

it.each([
  ['nine ducks on a boat', 'duck', 9],
  ['a cat in front of five trees', 'deciduous-tree', 5],
  ['seven fish in a boat', 'fish', 7],
  ['a dragon holding six balloons', 'balloon', 6],
  ['eight birds over a house', 'bird', 8],
  ['a cat under three moons', 'full-moon', 3],
])('each of several things beside another one is there: %s', (prompt, icon, count) => {
  expect(drawn(readPrompt(prompt).subjects)).toMatchObject({ [icon]: count });
});

it('what follows a thing in the sky is no relation to the thing before it', () => {
  const { groups, skyThings } = grouped(readPrompt('a cat and the moon over a house'));
  expect(groups.map(({ base, aloft }) => [base.icon, aloft])).toEqual([
    ['cat', []],
    ['house', []],
  ]);
  expect(skyThings.map(({ icon }) => icon)).toEqual(['full-moon']);
  const under = grouped(readPrompt('a cat under the moon wearing a hat'));
  expect(under.groups[0]!.worn.map(({ base }) => base.icon)).toEqual(['top-hat']);
});

it.each([1, 2, 3, 5, 9])('%d things in the sky are within the frame, and apart', (count) => {
  const things = [{ ...subject('full-moon', 'beside'), count }];
  const moons = inSky(FRAME, things, () => WHOLE).toSorted((a, b) => a.x - b.x);
  for (const { x, y, size } of moons) {
    expect(x - size / 2).toBeGreaterThan(0);
    expect(x + size / 2).toBeLessThan(FRAME.width);
    expect(y - size).toBeGreaterThan(0);
  }
  for (const [index, { x, size }] of moons.slice(1).entries())
    expect(x - moons[index]!.x).toBeGreaterThan(size * 0.7);
});
