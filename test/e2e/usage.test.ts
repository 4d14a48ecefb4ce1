import { expect, it } from '@jest/globals';

import { result } from '../support/e2e-cards.js';
import { cli } from '../support/e2e-cli.js';
import { startWithGemini } from '../support/e2e-gemini.js';
import { eventually } from '../support/eventually.js';
import { picture } from '../support/gemini-answers.js';
import { photo } from '../support/pictures.js';

const drawn = async () => picture(await photo(64, 48).png().toBuffer());

it('/usage tells everybody what they have left, the owner what everybody spends, and costs adds it up', async () => {
  const { world, sandbox, gemini } = await startWithGemini({
    QUOTA_PER_PERSON: '3/8h',
    BUDGET_PER_DAY: '5',
    STORAGE_PER_PERSON: '1GiB',
  });
  // The application belongs to the first person of the world.
  const [owner, other] = [sandbox.user('ann'), sandbox.user('ben')];
  gemini.always(await drawn());
  await result(other, 'a cat');
  const usage = async (person = other) => {
    const { ephemeral } = await person.command('usage');
    await ephemeral!.changed(() => ephemeral!.content !== '');
    return ephemeral!.content;
  };
  expect(await usage()).toMatch(
    /^\*\*What you have left\*\*\nPictures: 2 of 3 in 8h; the next one comes back <t:\d+:R>\nStored: [\d.]+ \w+ of 1\.0 GiB\nYour pictures have cost \$0\.04 today, \$0\.04 this month$/,
  );
  const everybodys = await usage(owner);
  expect(everybodys).toContain('Pictures: 3 of 3 in 8h\n');
  expect(everybodys).toMatch(
    /\*\*What everybody spends\*\*\nSpent today: \$0\.04 of \$5\.00; it starts again <t:\d+:R>\nSpent this month: \$0\.04, without a budget\n/,
  );
  expect(everybodys).toContain(`- <@${other.id}>: $0.04 for 1 call`);
  const { stdout } = await cli(world, ['costs', '--by', 'person', '--json']);
  expect(JSON.parse(stdout)).toMatchObject({ rows: [{ person: other.id, calls: 1 }] });
});

it('the owner gets one direct message when a budget is nearly used up, also over a SIGKILL', async () => {
  const { world, sandbox, gemini } = await startWithGemini({ BUDGET_PER_DAY: '0.04' });
  gemini.always(await drawn());
  /** Discord posts one message for all requests with the same nonce. */
  const told = () =>
    new Set(
      sandbox.requests.all.flatMap(
        ({ body }) => /"nonce":"(day-[\d-]+)"/.exec(JSON.stringify(body ?? ''))?.[1] ?? [],
      ),
    ).size;
  await result(sandbox.user('ben'), 'a cat');
  await world.killAndRestart();
  await eventually(() => told() === 1);
  await world.killAndRestart();
  const ben = sandbox.user('ben');
  const { ephemeral } = await ben.command('usage');
  await ephemeral!.changed(() => ephemeral!.content !== '');
  expect(ephemeral?.content).toContain('Your pictures have cost $0.04 today');
  expect(told()).toBe(1);
});
