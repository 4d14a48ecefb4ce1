import { expect, it } from '@jest/globals';

import type { Person } from '../../src/sandbox/client/person.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { placeOf } from '../support/e2e-card-look.js';
import { result } from '../support/e2e-cards.js';
import { shareGeminiWorld } from '../support/e2e-gemini.js';
import { picture } from '../support/gemini-answers.js';
import { bigPng, photo } from '../support/pictures.js';

const MIB = 1024 * 1024;

const room = shareGeminiWorld();

/** What somebody gets who downloads the newest card of their history. */
async function downloaded(person: Person): Promise<SeenMessage> {
  const { ephemeral: page } = await person.command('history');
  await page?.changed(() => !page.isLoading);
  await person.select(page!, page?.selectOptions[0]?.label ?? '');
  await page?.changed(({ buttons }) => buttons.some(({ label }) => label === 'Download'));
  const { ephemeral } = await person.click(page!, 'Download');
  await ephemeral?.changed(() => !ephemeral.isLoading);
  return ephemeral!;
}

it('a download gives the original of a picture that Discord had re-encoded, where the server takes it, and else its size', async () => {
  const { sandbox, gemini, ann } = room();
  const bytes = await bigPng();
  expect(bytes.length).toBeGreaterThan(10 * MIB);
  gemini.script(picture(bytes));
  const card = await result(ann, 'noise');
  expect((await card.picture()).length).toBeLessThanOrEqual(10 * MIB);

  const refused = await downloaded(ann);
  expect(refused.files).toEqual([]);
  const size = `${(bytes.length / MIB).toFixed(1)} MiB`;
  expect(refused.content).toContain(
    `The original is ${size}, and Discord takes files of at most 10.0 MiB here`,
  );

  const studio = sandbox.world.guild('Studio');
  studio.uploadLimitBytes = 25 * MIB;
  const { files, content } = await downloaded(ann);
  expect(content).toBe('');
  expect(files.map(({ name }) => name)).toEqual([expect.stringMatching(/\.png$/)]);
  expect(Buffer.from(files[0]!.bytes).equals(bytes)).toBe(true);
  delete studio.uploadLimitBytes;
});

it('a download of several pictures brings the ones that Discord takes in one answer, and tells of the other', async () => {
  const { gemini, ann } = room();
  const [one, big, two] = [
    await photo(64, 48).png().toBuffer(),
    await bigPng(),
    await photo(48, 64).png().toBuffer(),
  ];
  gemini.script(picture(one), picture(big), picture(two));
  const card = await ann.nextReply(await ann.mention('noise --n 3'));
  await ann.click(card, 'Process Prompt');
  await card.changed(
    () => placeOf(card) !== undefined && card.description?.includes('3 pictures') === true,
  );
  const answer = await downloaded(ann);
  await answer.changed(({ files }) => files.length === 2);
  expect(answer.content).toContain('The original is');
  const sizes = answer.files.map(({ bytes }) => bytes.length).toSorted((a, b) => a - b);
  expect(sizes).toEqual([one.length, two.length].toSorted((a, b) => a - b));
});
