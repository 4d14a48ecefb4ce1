import { describe, expect, it } from '@jest/globals';

import { chosenPlace } from '../../../../src/bot/cards/components/chosen-place.js';
import { appErrorOf } from '../../../support/app-error-of.js';
import { styleChoice } from '../../../support/discord-doubles.js';

describe('the place that was chosen', () => {
  it('the chosen place is the index of an output', () => {
    expect(['0', '7', '1000'].map((value) => chosenPlace(styleChoice(value)))).toEqual([
      0, 7, 1000,
    ]);
  });

  it.each(['', '-1', '1.5', 'neon', '1e3', '12345678'])(
    'the chosen place is refused where it is no index (%j)',
    async (value) => {
      const error = await appErrorOf(() => chosenPlace(styleChoice(value)));
      expect(error).toMatchObject({ code: 'discord.unknown_place', retryable: false });
    },
  );
});
