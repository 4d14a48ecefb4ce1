import { describe, expect, it } from '@jest/globals';

import { chosenStyle } from '../../../../src/bot/cards/components/chosen-style.js';
import { STYLES } from '../../../../src/interactions/styles.js';
import { appErrorOf } from '../../../support/app-error-of.js';
import { styleChoice } from '../../../support/discord-doubles.js';

describe('the style that was chosen', () => {
  it('the chosen style may be any of the 25', () => {
    expect(STYLES.map(({ key }) => chosenStyle(styleChoice(key)))).toEqual(STYLES);
  });

  it.each(['', 'a_style_of_old', 'Neon', '__proto__', 'toString'])(
    'the chosen style is refused where there is none (%j)',
    async (value) => {
      const error = await appErrorOf(() => chosenStyle(styleChoice(value)));
      expect(error).toMatchObject({ code: 'discord.unknown_style', retryable: false });
    },
  );

  it('the choice is refused where no style was chosen', async () => {
    const choice = styleChoice('neon', { values: [] });
    expect((await appErrorOf(() => chosenStyle(choice))).code).toBe('discord.unknown_style');
  });
});
