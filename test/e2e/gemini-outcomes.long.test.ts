import { expect, it } from '@jest/globals';

import type { Person } from '../../src/sandbox/client/person.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { failureIn, failureOn, placeOf } from '../support/e2e-card-look.js';
import { finished, preview, result } from '../support/e2e-cards.js';
import { expectNoSecrets, startWithGemini } from '../support/e2e-gemini.js';
import {
  blockedOutput,
  blockedPrompt,
  candidate,
  garbage,
  html,
  httpError,
  json,
  picture,
  rateLimited,
  textOnly,
  type GeminiAnswer,
} from '../support/gemini-answers.js';
import { photo } from '../support/pictures.js';

const PER_MINUTE = 'GenerateRequestsPerMinutePerProjectPerModel';
const PER_DAY = 'GenerateRequestsPerDayPerProjectPerModel';

/** What the model does, and the one sentence that the card says about it. */
const OUTCOMES: Readonly<Record<string, readonly [GeminiAnswer, string]>> = {
  'words only': [
    textOnly('I would rather write a poem.'),
    'The model answered in words instead of a picture: “I would rather write a poem.”',
  ],
  'prompt blocked for safety': [
    blockedPrompt('SAFETY'),
    'The model refused this request for safety reasons.',
  ],
  'prompt blocked for its content': [
    blockedPrompt('PROHIBITED_CONTENT'),
    'The model refused this request because its rules prohibit the content.',
  ],
  'prompt blocked for an unknown reason': [
    blockedPrompt('SOMETHING_NEW'),
    'The model refused this request (reason: something new).',
  ],
  'output blocked for safety': [
    blockedOutput('IMAGE_SAFETY'),
    'The model held its picture back for safety reasons.',
  ],
  'output blocked, with words': [
    textOnly('Not this one.', 'IMAGE_SAFETY'),
    'The model held its picture back for safety reasons. It said: “Not this one.”',
  ],
  'output too close to existing work': [
    blockedOutput('IMAGE_RECITATION'),
    'The model held its picture back because it came too close to existing work.',
  ],
  'no image': [blockedOutput('NO_IMAGE'), 'The model made no picture this time.'],
  'output stopped for an unknown reason': [
    blockedOutput('BAD_MOOD'),
    'The model stopped without a picture (reason: bad mood).',
  ],
  empty: [json({}), 'The model answered with nothing at all.'],
  'a candidate with no parts': [
    candidate({ finishReason: 'STOP' }),
    'The model finished without a picture.',
  ],
  'a picture that is none': [
    picture(Buffer.from('not a picture')),
    'The model sent a picture that cannot be read.',
  ],
  400: [
    httpError(400, 'INVALID_ARGUMENT', 'Request contains an invalid argument.'),
    'The image model refused this request. It said: “Request contains an invalid argument.”',
  ],
  'a picture that the model refuses': [
    httpError(400, 'INVALID_ARGUMENT', 'Provided image is not valid.'),
    'The image model cannot use a picture of this request. It said: “Provided image is not valid.”',
  ],
  'no credit': [
    httpError(429, 'RESOURCE_EXHAUSTED', 'Your prepayment credits are depleted.'),
    'The operator’s Gemini account has no credit left.',
  ],
  'a place without Gemini': [
    httpError(400, 'FAILED_PRECONDITION', 'User location is not supported for the API use.'),
    'Google does not offer the image model in the place where the bot runs.',
  ],
  'key refused by 400': [
    httpError(400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.', [
      { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID' },
    ]),
    'The image model did not accept the bot’s key; the operator of this bot has to check it.',
  ],
  403: [
    httpError(403, 'PERMISSION_DENIED', 'The caller does not have permission'),
    'The image model did not accept the bot’s key; the operator of this bot has to check it.',
  ],
  404: [
    httpError(404, 'NOT_FOUND', 'models/x is not found'),
    'The image model that this bot is set to does not exist; its operator has to check it.',
  ],
  '429 of this minute': [
    rateLimited({ quotaId: PER_MINUTE, retryDelay: '1s' }),
    'The image model gets too many requests.',
  ],
  '429 of this day': [
    rateLimited({ quotaId: PER_DAY }),
    'The bot has used up its quota for the image model.',
  ],
  '429 without any quota': [
    rateLimited({ message: 'Quota exceeded, limit: 0' }),
    'The bot has used up its quota for the image model.',
  ],
  500: [httpError(500, 'INTERNAL', 'Internal error'), 'The image model had an internal error.'],
  '502 of a proxy': [html(502), 'The image model is busy.'],
  503: [httpError(503, 'UNAVAILABLE', 'The model is overloaded.'), 'The image model is busy.'],
  'connection cut at once': [
    { kind: 'cut', when: 'at once' },
    'The image model could not be reached.',
  ],
  'connection cut half way': [
    { kind: 'cut', when: 'half way' },
    'The image model could not be reached.',
  ],
  garbage: [garbage(), 'The image model answered with something that cannot be read.'],
};

const SENTENCES = Object.fromEntries(
  Object.entries(OUTCOMES).map(([name, [, sentence]]) => [name, sentence]),
);

/** What a card adds to the sentence where something can help. */
const ADVICE = / (?:You can \*\*Try again\*\*|Other words may help: \*\*Edit Prompt\*\*)\.$/;

/**
 * What must outlive a failure: the picture, the footer, and every button but Again, whose place
 * Try again takes.
 */
function lasting({ buttons, footer, files, pictureName, selects }: SeenMessage): object {
  return {
    buttons: buttons
      .filter(({ label }) => label !== 'Try again' && label !== 'Again')
      .map(({ customId, disabled }) => [customId, disabled]),
    selects: selects.map(({ customId, disabled }) => [customId, disabled]),
    footer,
    pictureName,
    bytes: files.map(({ bytes }) => Buffer.from(bytes).toString('base64')),
  };
}

/** Runs every outcome on a card of its own, then presses again; gives what the cards said. */
async function runAll(
  cardFor: (person: Person, name: string) => Promise<SeenMessage>,
): Promise<Record<string, string>> {
  const all = await startWithGemini({
    GENERATION_TRIES: '1',
    // Where a model refuses a conversation, it is asked once more without.
    CONVERSATION: 'off',
  });
  const { gemini, sandbox, world } = all;
  gemini.always(picture(await photo(64, 48).png().toBuffer()));
  const ann = sandbox.user('ann');
  const said: Record<string, string> = {};
  for (const [name, [answer]] of Object.entries(OUTCOMES)) {
    const card = await cardFor(ann, name);
    const before = lasting(card);
    gemini.script(answer);
    await ann.click(card, 'Process Prompt');
    said[name] = (await failureOn(card)).replace(ADVICE, '');
    expect(lasting(card)).toEqual(before);

    const outputs = Number(placeOf(card)?.split(' of ')[1] ?? 1);
    await ann.click(card, 'Process Prompt');
    await finished(card);
    expect(placeOf(card)).toBe(`${outputs + 1} of ${outputs + 1}`);
    expect(failureIn(card)).toBeUndefined();
  }
  expectNoSecrets(all, world.bot);
  return said;
}

it('a preview says why Gemini brought no picture, keeps picture, buttons and footer, and works at the next press', async () => {
  const bytes = await photo(64, 48).png().toBuffer();
  const files = [{ name: 'photo.png', bytes }];
  expect(await runAll((person, name) => preview(person, name, { files }))).toEqual(SENTENCES);
});

it('a result says why Gemini brought no picture, keeps picture, buttons and footer, and works at the next press', async () => {
  expect(await runAll((person, name) => result(person, name))).toEqual(SENTENCES);
});

it.each([
  ['preview', preview],
  ['result', result],
])(
  'a %s says that the model did not answer in time, and works at the next press',
  async (_, cardFor) => {
    const { gemini, sandbox, world } = await startWithGemini({
      GENERATION_TIMEOUT_SECONDS: '60',
      GENERATION_TRIES: '1',
    });
    const ann = sandbox.user('ann');
    const card = await cardFor(ann, 'a cat');
    const before = lasting(card);
    await world.bot.stop();
    await world.startBot({ GENERATION_TIMEOUT_SECONDS: '2' });
    gemini.script({ kind: 'hang' });
    await ann.click(card, 'Process Prompt');
    const said = (await failureOn(card)).replace(ADVICE, '');
    expect(said).toBe('The image model did not answer within 2 seconds.');
    expect(lasting(card)).toEqual(before);
    await world.bot.stop();
    await world.startBot();
    const outputs = Number(placeOf(card)?.split(' of ')[1] ?? 0) + 1;
    await ann.click(card, 'Process Prompt');
    await finished(card);
    expect(placeOf(card)).toBe(`${outputs} of ${outputs}`);
    expect(failureIn(card)).toBeUndefined();
  },
);
