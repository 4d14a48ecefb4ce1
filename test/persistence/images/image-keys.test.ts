import { describe, expect, it } from '@jest/globals';

import { imageKey, isImageKey } from '../../../src/persistence/images/image-keys.js';
import { INTERACTION_ID } from '../../support/states.js';

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
  ])('says role, interaction, name, time and type', (role, mediaType, expected) => {
    const key = imageKey(INTERACTION_ID, role, mediaType, AT_MS, '0a1b');
    expect(key).toBe(expected);
    expect(isImageKey(key)).toBe(true);
  });

  it.each([
    `input_images/input_${INTERACTION_ID}_0_20240101_120000.png`,
    `output_images/output_${INTERACTION_ID}_generated_20240101_120000.jpeg`,
  ])('may be one of the predecessor: %s', (key) => {
    expect(isImageKey(key)).toBe(true);
  });
});
