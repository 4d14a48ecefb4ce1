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
    ['10,000 wolves', 'wolf', 9],
    ['12345678901234 cats', 'cat', 9],
    ['5 fluffy mice', 'mouse', 5],
    ['3 sheep', 'ewe', 3],
  ])('the count is read: %s', (prompt, icon, count) => {
    expect(readPrompt(prompt).subjects).toMatchObject([{ icon, count }]);
  });

  it.each([
    '8-bit cat',
    '16:9 cat',
    '50 mm lens photo of a cat',
    'a 3 year old cat',
    'a 1950 cat',
    '24 hour cat',
  ])('a number that counts nothing makes no crowd: %s', (prompt) => {
    expect(readPrompt(prompt).subjects).toMatchObject([{ icon: 'cat', count: 1 }]);
  });

  it('two things of one kind are two where the words say so, and one where it is named again', () => {
    expect(iconsOf('a cat on a chair and a cat on a bed')).toEqual(['cat', 'chair', 'cat', 'bed']);
    expect(readPrompt('a red car and a blue car').subjects).toMatchObject([
      { icon: 'automobile', color: [2, 0.78, 0.5] },
      { icon: 'automobile', color: [212, 0.8, 0.52] },
    ]);
    expect(iconsOf('a red car, and the red car is on a bridge')).toEqual([
      'automobile',
      'bridge-at-night',
    ]);
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
    ['a cat inside a tent', ['cat', 'tent'], 'in'],
    ['a wizard sailing a ship', ['person-mage', 'ship'], 'in'],
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
    ['a windy day', { weather: 'clouds' }],
    ['sunny weather', { light: 'day' }],
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

  it.each([
    ['a cat without a hat, and a dog', ['cat', 'dog']],
    ['a cat without a hat and a dog', ['cat', 'dog']],
    ['a cat, no hat, a dog', ['cat', 'dog']],
    ['a cat without a hat on a chair', ['cat', 'chair']],
    ['a cat, no dogs and foxes', ['cat']],
    ['a cat, no hat or umbrella', ['cat']],
    ['a cat without umbrellas, big crabs or shells', ['cat']],
    ['don’t draw a dog, draw a cat', ['cat']],
    ['a cat and 0 dogs', ['cat']],
  ])('what the prompt excludes is not drawn, and nothing else is missing: %s', (prompt, icons) => {
    expect(iconsOf(prompt)).toEqual(icons);
  });

  it('weather and places are excluded like things', () => {
    expect(readPrompt('a cat, no rain').hint).toEqual({});
    expect(readPrompt('a cat, not on the moon').hint).toEqual({});
    expect(readPrompt('a cat without rain or snow').hint).toEqual({});
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
    for (const astronaut of ['🧑‍🚀', '🧑🏽‍🚀']) expect(iconsOf(astronaut)).toEqual(['astronaut']);
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
