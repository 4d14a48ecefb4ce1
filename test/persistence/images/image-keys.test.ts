import { describe, expect, it } from '@jest/globals';

import {
  imageKey,
  interactionIdIn,
  isImageKey,
  ownKeysIn,
  storedAtMsIn,
} from '../../../src/persistence/images/image-keys.js';
import {
  INTERACTION_ID,
  OTHER_INTERACTION_ID,
  outputKey,
  storedImage,
} from '../../support/states.js';

const AT_MS = Date.UTC(2026, 10, 24, 12, 30, 5, 7);

describe('the key of an image', () => {
  it.each([
    [
      { kind: 'input', n: 3 } as const,
      'image/jpeg' as const,
      `input_images/input_${INTERACTION_ID}_3_20261124T123005007Z-0a1b.jpg`,
    ],
    [
      { kind: 'output', name: 'styled' } as const,
      'image/webp' as const,
      `output_images/output_${INTERACTION_ID}_styled_20261124T123005007Z-0a1b.webp`,
    ],
  ])(
    'the key of an image says role, interaction, name, time and type',
    (role, mediaType, expected) => {
      const key = imageKey(INTERACTION_ID, role, mediaType, AT_MS, '0a1b');
      expect(key).toBe(expected);
      expect(isImageKey(key)).toBe(true);
    },
  );

  it.each([
    `input_images/input_${INTERACTION_ID}_0_20240101_120000.png`,
    `output_images/output_${INTERACTION_ID}_generated_20240101_120000.jpeg`,
  ])('the key of an image may be one of the predecessor: %s', (key) => {
    expect(isImageKey(key)).toBe(true);
  });
});

it('the key of an image tells when it was stored, that of the predecessor does not', () => {
  const own = imageKey(INTERACTION_ID, { kind: 'input', n: 3 }, 'image/jpeg', AT_MS, '0a1b2c3d');
  expect(storedAtMsIn(own)).toBe(AT_MS);
  expect(storedAtMsIn(`input_images/input_${INTERACTION_ID}_0_20240101_120000.png`)).toBe(0);
  expect(storedAtMsIn(own.replace('1124T', '9999T'))).toBe(0);
});

describe('the interaction that a stored file belongs to', () => {
  const own = imageKey(INTERACTION_ID, { kind: 'input', n: 3 }, 'image/jpeg', AT_MS, '0a1b2c3d');

  it('the interaction of a stored file stands in its name, also while it is being written', () => {
    expect(interactionIdIn(own)).toBe(INTERACTION_ID);
    expect(interactionIdIn(`${own}.tmp`)).toBe(INTERACTION_ID);
  });

  it.each([
    `input_images/input_${INTERACTION_ID}_0_20240831_120000.png`,
    `output_images/output_${INTERACTION_ID}_generated_20240831_120030.png`,
    'input_images/holiday.png',
    'input_images/.DS_Store',
    `${INTERACTION_ID}.json`,
    `../${imageKey(INTERACTION_ID, { kind: 'input', n: 3 }, 'image/jpeg', AT_MS, '0a1b2c3d')}`,
  ])('the interaction of a stored file is not told by a name that others gave: %s', (name) => {
    expect(interactionIdIn(name)).toBeNull();
  });
});

describe('the images that the text of a row names', () => {
  const first = storedImage();
  const second = storedImage({ key: outputKey(1) });

  it('the images in the text of a row are found once each, in whatever state the text is', () => {
    const text = JSON.stringify([first, second, first]);
    expect(ownKeysIn(text, INTERACTION_ID)).toEqual([first.key, second.key]);
    const torn = text.slice(0, text.indexOf('sha256', 300));
    expect(ownKeysIn(torn, INTERACTION_ID)).toEqual([first.key, second.key]);
    expect(ownKeysIn('', INTERACTION_ID)).toEqual([]);
  });

  it.each([
    first.key.replace(INTERACTION_ID, OTHER_INTERACTION_ID),
    `input_images/../${first.key}`,
    `input_images/${INTERACTION_ID}.txt`,
    '/etc/passwd',
  ])('the images in the text of a row do not count when they are not its own: %s', (key) => {
    expect(ownKeysIn(JSON.stringify([storedImage({ key })]), INTERACTION_ID)).toEqual([]);
  });
});
