import { describe, expect, it } from '@jest/globals';
import {
  Client,
  type ChatInputCommandInteraction,
  type MessageContextMenuCommandInteraction,
} from 'discord.js';

import type { RulesAgain } from '../../../../src/bot/guards/rules/rules-again.js';
import { CommandAnswer } from '../../../../src/bot/intake/command/command-answer.js';
import type { CommandAnswering } from '../../../../src/bot/intake/command/command-answering.js';
import { CommandTurns } from '../../../../src/bot/intake/command/command-turns.js';
import type { Intake } from '../../../../src/bot/intake/intake.js';
import type { CommandRequests } from '../../../../src/persistence/command-requests.js';
import { editPictureModal } from '../../../../src/views/edit-picture-modal.js';
import { commandRequest } from '../../../support/command-requests.js';
import { discordApiError } from '../../../support/discord-doubles.js';
import { RecordingLogger } from '../../../support/recording-logger.js';
import { rejectionOf } from '../../../support/rejection-of.js';
import { interactionState } from '../../../support/states.js';
import { strictDouble } from '../../../support/strict-double.js';

const ANSWERED = discordApiError(40_060);
const UNKNOWN = discordApiError(10_062);
const UNKNOWN_WEBHOOK = discordApiError(10_015);
const TOKEN_OVER = discordApiError(50_027);
const OUTAGE = new Error('fetch failed');

const REQUEST = commandRequest();
const FORM = editPictureModal(REQUEST, 1);
const STATE = interactionState();

/**
 * @param failure what Discord's first answer is rejected with; null: it is not.
 * @param refusal what a rule has against it by now.
 */
function setUp(failure: Error | null = null, refusal: string | null = null) {
  const done: string[] = [];
  const note = (what: string) => async () => void done.push(what);
  const requests = strictDouble<CommandRequests>('CommandRequests', {
    add: note('noted'),
    remove: note('forgotten'),
  });
  const intake = strictDouble<Intake>('Intake', {
    inTurn: async (personId, work) => {
      expect(personId).toBe(REQUEST.userId);
      await work(async () => undefined);
    },
  });
  const answering = strictDouble<CommandAnswering>('CommandAnswering', {
    answer: async (_request, answer, _takeSlot, askAgain) => {
      expect(answer).toBeInstanceOf(CommandAnswer);
      done.push(askAgain ? `answered, refused: ${await askAgain()}` : 'answered');
      return STATE;
    },
    answerLate: async (_request, _client, _takeSlot, askAgain) =>
      void done.push(`answered late, refused: ${await askAgain()}`),
    prepare: note('prepared'),
  });
  const fail = (what: string) => async () => {
    done.push(what);
    if (failure) throw failure;
  };
  const rest = { get: async () => (await fail('looked')(), { id: '88' }) };
  const discord = Object.assign(new Client({ intents: [] }), { application: { id: '1' }, rest });
  const client = discord as unknown as Client<true>;
  const rules = strictDouble<RulesAgain>('RulesAgain', {
    refusal: async (_client, { id }) => (id === REQUEST.id ? refusal : null),
  });
  const turns = new CommandTurns(requests, intake, answering, rules, new RecordingLogger());
  const asked = { client, deferReply: fail('acknowledged'), showModal: fail('form opened') };
  const command = asked as unknown as ChatInputCommandInteraction;
  const menu = asked as unknown as MessageContextMenuCommandInteraction;
  return { turns, command, menu, client, done };
}

describe('a command that just came', () => {
  it('a command is noted before Discord is told that it came, and answered then', async () => {
    const { turns, command, done } = setUp();
    expect(await turns.receive(command, REQUEST, false)).toBe(STATE);
    expect(done).toEqual(['noted', 'acknowledged', 'answered']);
  });

  it('a command that Discord repeats after a restart is answered, although it is acknowledged', async () => {
    const { turns, command, done } = setUp(ANSWERED);
    await turns.receive(command, REQUEST, false);
    expect(done).toEqual(['noted', 'acknowledged', 'answered']);
  });

  it('a command that Discord gave up before it was acknowledged is forgotten', async () => {
    const { turns, command, done } = setUp(UNKNOWN);
    expect(await rejectionOf(turns.receive(command, REQUEST, false))).toBe(UNKNOWN);
    expect(done).toEqual(['noted', 'acknowledged', 'forgotten']);
  });

  it('a command of which nobody knows whether it is acknowledged is left to the next start', async () => {
    const { turns, command, done } = setUp(OUTAGE);
    expect(await rejectionOf(turns.receive(command, REQUEST, false))).toBe(OUTAGE);
    expect(done).toEqual(['noted', 'acknowledged']);
  });
});

describe('a form about pictures that is to open', () => {
  it.each([
    ['opens', null],
    ['was opened by a former process', ANSWERED],
  ])('a form is noted, and its pictures are read after it %s', async (_what, failure) => {
    const { turns, menu, done } = setUp(failure);
    await turns.open(menu, REQUEST, FORM);
    expect(done).toEqual(['noted', 'form opened', 'prepared']);
  });

  it('a form that comes too late is forgotten, and its pictures are not read', async () => {
    const { turns, menu, done } = setUp(UNKNOWN);
    expect(await rejectionOf(turns.open(menu, REQUEST, FORM))).toBe(UNKNOWN);
    expect(done).toEqual(['noted', 'form opened', 'forgotten']);
  });
});

describe('a command that a former process has begun', () => {
  it('a command for which nobody waits is forgotten', async () => {
    const { turns, client, done } = setUp(UNKNOWN_WEBHOOK);
    await turns.resume(REQUEST, client);
    expect(done).toEqual(['looked', 'forgotten']);
  });

  it('a command is left as it is while Discord is away', async () => {
    const { turns, client, done } = setUp(OUTAGE);
    await rejectionOf(turns.resume(REQUEST, client));
    expect(done).toEqual(['looked']);
  });

  it('a command for which somebody waits is answered', async () => {
    const { turns, client, done } = setUp();
    await turns.resume(REQUEST, client);
    expect(done).toEqual(['looked', 'answered, refused: null']);
  });

  it('a command whose token is over is answered late, in its turn', async () => {
    const { turns, client, done } = setUp(TOKEN_OVER);
    await turns.resume(REQUEST, client);
    expect(done).toEqual(['looked', 'answered late, refused: null']);
  });

  it.each([
    ['lives', null, 'answered'],
    ['is over', TOKEN_OVER, 'answered late'],
  ])('the rules are asked again about a command whose token %s', async (_what, failure, how) => {
    const { turns, client, done } = setUp(failure, 'No.');
    await turns.resume(REQUEST, client);
    expect(done).toEqual(['looked', `${how}, refused: No.`]);
  });

  it('the pictures of a form that is open are made ready for its words, unless a rule is against it', async () => {
    const open = { ...REQUEST, form: 'open' as const };
    const { turns, client, done } = setUp();
    await turns.resume(open, client);
    expect(done).toEqual(['prepared']);
    const refused = setUp(null, 'No.');
    await refused.turns.resume(open, refused.client);
    expect(refused.done).toEqual([]);
  });
});
