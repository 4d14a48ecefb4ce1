import { afterEach, beforeEach, expect, it } from '@jest/globals';

import { Sandbox } from '../../src/sandbox/sandbox.js';
import { input, row } from './bodies.js';
import { RawBot } from './raw-bot.js';
import { RawInteractions } from './raw-interactions.js';

const FORM = { custom_id: 'form', title: 'Form', components: [row(input())] };

let sandbox: Sandbox;
let bot: RawBot;
let interactions: RawInteractions;
/** What people's pages are told. */
let told: object[];

beforeEach(async () => {
  sandbox = await Sandbox.start({ patient: true });
  bot = await RawBot.identified(sandbox);
  interactions = new RawInteractions(sandbox, bot);
  told = [];
  sandbox.world.events.listen((event) => {
    if (event.kind === 'lateAnswer') told.push(event);
  });
});
afterEach(async () => {
  bot.socket.terminate();
  await sandbox.stop();
});

const card = () =>
  sandbox.postAsBot('general', {
    content: 'card',
    components: [
      { type: 1, components: [{ type: 2, style: 1, custom_id: 'next', label: 'Next' }] },
    ],
  });

it('the sandbox tells of a press that the bot answers after its three seconds, and of none in time', async () => {
  const ann = sandbox.user('ann');
  const inTime = ann.click(card(), 'Next');
  await (await interactions.next(inTime)).answer({ type: 6 });
  await inTime;
  const shown = card();
  const late = await interactions.next(ann.click(shown, 'Next'));
  sandbox.clock.advance(3_001);
  expect(told).toEqual([]);
  expect(await late.answer({ type: 6 })).toMatchObject({ body: { code: 10_062 } });
  expect(told).toEqual([{ kind: 'lateAnswer', userId: ann.user.id, messageId: shown.id }]);
});

it('the sandbox does not tell of a form that the bot answers too late: its message says nothing of it', async () => {
  const press = sandbox.user('ann').click(card(), 'Next');
  await (await interactions.next(press)).answer({ type: 9, data: FORM });
  const { modal } = await press;
  const submission = await interactions.next(modal!.submit('a cat'));
  sandbox.clock.advance(3_001);
  expect(await submission.answer({ type: 6 })).toMatchObject({ body: { code: 10_062 } });
  expect(told).toEqual([]);
});
