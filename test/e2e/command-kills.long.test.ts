import { expect, it } from '@jest/globals';

import {
  ACKNOWLEDGED,
  asAsked,
  BEFORE_REMOVING,
  dieOver,
  nextLife,
  outcomeOf,
} from '../support/e2e-command-kills.js';
import { EDIT_PICTURE, FURTHER_WAYS, IMAGINE, PRIVATE_IMAGINE } from '../support/e2e-commands.js';
import { shareWorld } from '../support/e2e-room.js';

const room = shareWorld();

it.each([IMAGINE, PRIVATE_IMAGINE, EDIT_PICTURE, ...FURTHER_WAYS])(
  'a command is answered once by the next process, wherever one was killed over it: $name',
  async (way) => {
    const here = room();
    const points = way.isPrivate === true ? ACKNOWLEDGED : [...ACKNOWLEDGED, BEFORE_REMOVING];
    for (const point of points) {
      const prompt = `killed over ${way.name} ${point.name}`;
      const died = await dieOver(here, way, prompt, point);
      await nextLife(here);
      expect([point.name, await outcomeOf(here, died, prompt)]).toEqual([point.name, asAsked(way)]);
    }
  },
);
