import { describe, expect, it } from '@jest/globals';

import { readIcons } from '../../../../src/imaging/drawing/words/icon-set.js';
import { readPrompt } from '../../../../src/imaging/drawing/words/reading.js';
import { SYNONYMS } from '../../../../src/imaging/drawing/words/word-lists.js';

/** A noun and the icon that shows it. */
const NOUNS = Object.entries({
  cat: 'cat',
  dog: 'dog',
  horse: 'horse',
  cow: 'cow',
  pig: 'pig',
  sheep: 'ewe',
  rabbit: 'rabbit',
  mouse: 'mouse',
  fox: 'fox',
  wolf: 'wolf',
  bear: 'bear',
  panda: 'panda',
  tiger: 'tiger',
  lion: 'lion',
  elephant: 'elephant',
  giraffe: 'giraffe',
  monkey: 'monkey',
  owl: 'owl',
  penguin: 'penguin',
  duck: 'duck',
  frog: 'frog',
  turtle: 'turtle',
  dragon: 'dragon',
  dinosaur: 'sauropod',
  whale: 'whale',
  shark: 'shark',
  octopus: 'octopus',
  butterfly: 'butterfly',
  bee: 'honeybee',
  snail: 'snail',
  rose: 'rose',
  sunflower: 'sunflower',
  tree: 'deciduous-tree',
  cactus: 'cactus',
  mushroom: 'mushroom',
  apple: 'red-apple',
  banana: 'banana',
  strawberry: 'strawberry',
  pizza: 'pizza',
  burger: 'hamburger',
  cake: 'birthday-cake',
  coffee: 'hot-beverage',
  teapot: 'teapot',
  car: 'automobile',
  bicycle: 'bicycle',
  train: 'train',
  rocket: 'rocket',
  ship: 'ship',
  boat: 'sailboat',
  balloon: 'balloon',
  castle: 'castle',
  house: 'house',
  tent: 'tent',
  robot: 'robot',
  ghost: 'ghost',
  astronaut: 'astronaut',
  wizard: 'person-mage',
  guitar: 'guitar',
  book: 'open-book',
  camera: 'camera',
  crown: 'crown',
  umbrella: 'umbrella',
  key: 'key',
  hat: 'top-hat',
  clock: 'mantelpiece-clock',
  hourglass: 'hourglass-done',
  snowman: 'snowman',
});

const IRREGULAR: Readonly<Record<string, string>> = {
  sheep: 'sheep',
  mouse: 'mice',
  wolf: 'wolves',
  snowman: 'snowmen',
};

/** Several of these have an icon of their own. */
const SEVERAL: Readonly<Record<string, string>> = { house: 'houses', book: 'books' };

function pluralOf(noun: string): string {
  const regular = noun.replace(/y$/, 'ie').replace(/(?<=s|x|ch|sh)$/, 'e');
  return IRREGULAR[noun] ?? `${noun.endsWith('ey') ? noun : regular}s`;
}

const iconsOf = (prompt: string): string[] => readPrompt(prompt).subjects.map(({ icon }) => icon);

describe('reading a prompt', () => {
  it.each(NOUNS)('the noun %s is shown by the icon %s, alone and in the plural', (noun, icon) => {
    expect(iconsOf(`a ${noun}`)).toEqual([icon]);
    expect(iconsOf(`A photo of the ${noun.toUpperCase()}, please!`)).toEqual([icon]);
    expect(iconsOf(pluralOf(noun))).toEqual([SEVERAL[noun] ?? icon]);
  });

  it('there are at least sixty nouns, and every icon that is named exists', () => {
    const icons = readIcons();
    expect(NOUNS.length).toBeGreaterThanOrEqual(60);
    for (const icon of [...NOUNS.map(([, each]) => each), ...SYNONYMS.values()])
      expect(icons.get(icon) ?? icon).toMatch(/^</);
  });

  it.each([
    ['cats', 'cat', 3],
    ['two cats', 'cat', 2],
    ['5 mice', 'mouse', 5],
    ['a flock of birds', 'bird', 6],
    ['a dozen cherries', 'cherries', 9],
    ['1000 wolves', 'wolf', 9],
    ['a sheep', 'ewe', 1],
  ])('the count is read: %s', (prompt, icon, count) => {
    expect(readPrompt(prompt).subjects).toMatchObject([{ icon, count }]);
  });

  it.each([
    ['a dragon over a castle', ['dragon', 'castle'], 'over'],
    ['a cat and a dog', ['cat', 'dog'], 'beside'],
    ['a monkey riding a bicycle', ['monkey', 'bicycle'], 'on'],
    ['a mouse in a boat', ['mouse', 'sailboat'], 'in'],
    ['a bear wearing a hat', ['bear', 'top-hat'], 'wearing'],
    ['a robot playing the guitar', ['robot', 'guitar'], 'holding'],
    ['a frog under a mushroom', ['frog', 'mushroom'], 'under'],
    ['a dog in front of a house', ['dog', 'house'], 'before'],
    ['a basket full of apples', ['basket', 'red-apple'], 'holds'],
  ])('how things stand to each other is read: %s', (prompt, icons, relation) => {
    const { subjects } = readPrompt(prompt);
    expect(subjects.map(({ icon }) => icon)).toEqual(icons);
    expect(subjects[1]?.relation).toBe(relation);
  });

  it.each([
    ['a cat on the moon', { place: 'moon' }],
    ['a fox in the forest at night', { place: 'forest', light: 'night' }],
    ['golden hour on the beach', { place: 'beach', light: 'golden' }],
    ['an autumn forest in the rain', { place: 'forest', season: 'autumn', weather: 'rain' }],
    ['a dog in the snow', { place: 'snow' }],
    ['a loud city', { place: 'city' }],
    ['northern lights over a lake', { place: 'lake', weather: 'aurora' }],
    ['a whale under the sea', { place: 'underwater' }],
  ])('place, light and weather are read: %s', (prompt, hint) => {
    expect(readPrompt(prompt)).toMatchObject({ hint, isUnderstood: true });
  });

  it('size and color belong to the thing that follows them', () => {
    const { subjects } = readPrompt('a tiny blue mouse and a giant cat');
    expect(subjects[0]).toMatchObject({ icon: 'mouse', color: [212, 0.8, 0.52] });
    expect(subjects[0]!.size).toBeLessThan(1);
    expect(subjects[1]).toMatchObject({ icon: 'cat', color: null });
    expect(subjects[1]!.size).toBeGreaterThan(1);
  });

  it('an orange is a fruit, and an orange cat a cat', () => {
    expect(iconsOf('an orange')).toEqual(['tangerine']);
    expect(readPrompt('an orange cat').subjects).toMatchObject([
      { icon: 'cat', color: [28, 0.95, 0.54] },
    ]);
  });

  it('what the prompt excludes is not drawn', () => {
    expect(iconsOf('a cat without a hat, and a dog')).toEqual(['cat', 'dog']);
    expect(readPrompt('a cat, no rain').hint).toEqual({});
  });

  it.each([
    ['a cozy cat', ['cat']],
    ['three lazy dogs together', ['dog']],
    ['an ancient secret temple', ['hindu-temple']],
    ['a frozen fish', ['fish']],
  ])('what a thing is like is not drawn as a thing of its own: %s', (prompt, icons) => {
    expect(iconsOf(prompt)).toEqual(icons);
  });

  it('emoji name what they show', () => {
    expect(iconsOf('🐈 on a 🚗')).toEqual(['cat', 'automobile']);
  });

  it.each(['love and hope', 'what is the answer?', 'warmer', 'x', '', 'der Hund im Wald', '猫'])(
    'nothing is read into words that name nothing: %s',
    (prompt) => {
      expect(readPrompt(prompt)).toMatchObject({ subjects: [], isUnderstood: false });
    },
  );

  it('the longest prompt is read at once, and names six things at most', () => {
    const nouns = NOUNS.map(([noun]) => noun).join(' and a ');
    expect(readPrompt(`${nouns} `.repeat(20)).subjects).toHaveLength(6);
    expect(readPrompt('a '.repeat(2000)).isUnderstood).toBe(false);
    expect(readPrompt('x'.repeat(4000)).isUnderstood).toBe(false);
  });
});
