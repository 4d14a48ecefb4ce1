import { expect, it } from '@jest/globals';

import { formerCard, FURTHER_KINDS } from '../support/e2e-card-kinds.js';
import { workingControls } from '../support/e2e-control-matrix.js';
import { CONTROLS } from '../support/e2e-controls.js';
import { shareGeminiWorld } from '../support/e2e-gemini.js';

const room = shareGeminiWorld();

it.each([...FURTHER_KINDS, formerCard(2), formerCard(3)])(
  'every control works on $name',
  async (kind) => {
    expect(await workingControls(kind, room())).toEqual(CONTROLS.map(({ name }) => name));
  },
);
