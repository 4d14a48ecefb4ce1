import sharp from 'sharp';

import type { Sandbox } from '../../src/sandbox/sandbox.js';
import type { Dice } from './dice.js';
import { PersonAtWork } from './person-at-work.js';

/** Where each works; null: in direct messages. Ann asks for pictures in four places at once. */
const WORKPLACES = [
  ['ann', 'general'],
  ['ann', 'lobby'],
  ['ann', 'kittens'],
  ['ann', null],
  ['ben', 'pictures'],
  ['cleo', 'lobby'],
] as const;

/** People who will work in these servers until they are told that it is over. */
export async function peopleAtWork(sandbox: Sandbox, dice: Dice): Promise<PersonAtWork[]> {
  const photo = await sharp({
    create: { width: 64, height: 48, channels: 3, background: '#f5c400' },
  })
    .png()
    .toBuffer();
  return WORKPLACES.map(
    ([name, channel]) =>
      new PersonAtWork({ sandbox, person: sandbox.user(name), channel }, dice.fork(), photo),
  );
}
