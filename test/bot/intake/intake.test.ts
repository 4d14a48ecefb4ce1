import { describe, expect, it } from '@jest/globals';

import { Intake } from '../../../src/bot/intake/intake.js';
import type { SpoilerMode } from '../../../src/config/moderation.js';
import type { PictureRequest, PictureSource } from '../../../src/bot/intake/picture-request.js';
import type { ReadPictures } from '../../../src/bot/intake/read-pictures.js';
import type { TakeSlot } from '../../../src/bot/intake/reading-slots.js';
import type { FreeDisk } from '../../../src/persistence/database/free-disk.js';
import type { RemovedRequests } from '../../../src/persistence/removed-requests.js';
import type { RequestRecorder } from '../../../src/bot/intake/request-recorder.js';
import { AppError } from '../../../src/platform/app-error.js';
import { gate } from '../../support/gate.js';
import { textPicture } from '../../support/memory-image-store.js';
import { interactionState } from '../../support/states.js';
import { strictDouble } from '../../support/strict-double.js';
import { UNCOUNTED } from '../../support/uncounted.js';
import { AUTOMATIC_SETTINGS } from '../../../src/interactions/settings.js';

const REQUEST: PictureRequest = {
  id: '50',
  userId: '2',
  guildId: '3',
  channelId: '4',
  prompt: 'a lighthouse',
  settings: AUTOMATIC_SETTINGS,
  pictures: [],
  notes: [],
};
const HOW_TO_ASK = 'For example: a lighthouse';
const FREE = async () => undefined;
const STATE = interactionState();

const CAT: PictureSource = { name: 'cat.png', read: async () => textPicture('cat') };
const TOO_LARGE: PictureSource = {
  name: 'dog.png',
  read: async () => {
    throw new AppError({
      code: 'image.too_large',
      retryable: false,
      userMessage: 'It is too large.',
    });
  },
};

interface Around {
  /** Whether the disk has no room. */
  readonly isShort?: boolean;
  /** The ids of requests that somebody has removed. */
  readonly removed?: readonly string[];
  readonly spoilerMode?: SpoilerMode;
}

function setUp({ isShort = false, removed = [], spoilerMode = 'never' }: Around = {}) {
  const recorded: [PictureRequest, ReadPictures][] = [];
  const recorder = strictDouble<RequestRecorder>('RequestRecorder', {
    record: async (request, read) => {
      recorded.push([request, read]);
      return STATE;
    },
  });
  const requests = strictDouble<RemovedRequests>('RemovedRequests', {
    has: async (id) => removed.includes(id),
  });
  const disk = strictDouble<FreeDisk>('FreeDisk', { isShort: async () => isShort });
  const intake = new Intake(recorder, UNCOUNTED, requests, disk, { spoilerMode });
  return { recorded, intake };
}

async function refusalOf(told: Partial<PictureRequest>): Promise<string> {
  const { intake, recorded } = setUp();
  const taken = await intake.take({ ...REQUEST, ...told }, HOW_TO_ASK, FREE);
  expect(recorded).toEqual([]);
  if (taken !== null && 'refusal' in taken) return taken.refusal;
  throw new Error('Expected a refusal, but the request was taken');
}

async function takeAndFail(takeSlot: TakeSlot): Promise<never> {
  await takeSlot();
  throw new Error('no');
}

describe('the intake', () => {
  it('the intake takes no request that somebody has removed, and says nothing of it', async () => {
    const { intake, recorded } = setUp({ removed: [REQUEST.id] });
    expect(await intake.take(REQUEST, HOW_TO_ASK, FREE)).toBeNull();
    expect(await intake.take({ ...REQUEST, id: '51' }, HOW_TO_ASK, FREE)).not.toBeNull();
    expect(recorded.map(([{ id }]) => id)).toEqual(['51']);
  });

  it('where the disk is nearly full, the intake takes words, and no pictures', async () => {
    const { intake, recorded } = setUp({ isShort: true });
    const refused = await intake.take({ ...REQUEST, pictures: [CAT] }, HOW_TO_ASK, FREE);
    expect(refused).toEqual({ refusal: expect.stringContaining('disk is nearly full') });
    expect(recorded).toEqual([]);
    expect(await intake.take(REQUEST, HOW_TO_ASK, FREE)).toEqual({ state: STATE });
  });

  it('the intake stores a request with its pictures, and notes what was left out', async () => {
    const { intake, recorded } = setUp();
    const request = {
      ...REQUEST,
      pictures: [TOO_LARGE, CAT],
      notes: ['The message is gone.'],
    };
    expect(await intake.take(request, HOW_TO_ASK, FREE)).toEqual({ state: STATE });
    const notes = ['**dog.png** was left out. It is too large.', 'The message is gone.'];
    expect(recorded).toEqual([
      [request, { pictures: [textPicture('cat')], isSpoiler: false, cameFrom: null, notes }],
    ]);
  });

  it.each([
    ['a prompt alone', REQUEST],
    ['a picture alone', { ...REQUEST, prompt: '', pictures: [CAT] }],
  ])('the intake takes %s', async (_name, request) => {
    const { intake } = setUp();
    expect(await intake.take(request, HOW_TO_ASK, FREE)).toEqual({ state: STATE });
  });

  it('the intake says how to ask to somebody whose request is empty', async () => {
    expect(await refusalOf({ prompt: '' })).toBe(HOW_TO_ASK);
  });

  it('the intake says what was wrong with every picture of a request, and then how to ask', async () => {
    expect(await refusalOf({ prompt: '', pictures: [TOO_LARGE], notes: ['It is gone.'] })).toBe(
      `**dog.png** was left out. It is too large.\nIt is gone.\n${HOW_TO_ASK}`,
    );
  });

  it('the intake shortens many notes to what one message of Discord takes', async () => {
    const notes = Array.from({ length: 20 }, (_, n) => `**${n}** was left out. ${'x'.repeat(150)}`);
    const refusal = await refusalOf({ prompt: '', notes });
    expect(refusal).toContain('**0** was left out.');
    expect(refusal).toContain(HOW_TO_ASK);
    expect(refusal.length).toBeLessThanOrEqual(1_600);
  });

  it('the intake takes a prompt of 4,000 characters', async () => {
    const { intake } = setUp();
    const taken = await intake.take({ ...REQUEST, prompt: 'x'.repeat(4_000) }, HOW_TO_ASK, FREE);
    expect(taken).toEqual({ state: STATE });
  });

  it('the intake refuses a longer prompt before it reads a picture', async () => {
    const unread = strictDouble<PictureSource>('PictureSource', {});
    const refusal = await refusalOf({ prompt: 'x'.repeat(4_001), pictures: [unread] });
    expect(refusal).toContain('4001 characters, and I can take 4000');
  });

  it.each([
    ['never', false, false],
    ['never', true, false],
    ['outside-age-restricted', false, true],
    ['outside-age-restricted', true, false],
    ['always', false, true],
    ['always', true, true],
  ] as const)(
    'with the mode %s, where age-restricted is %s, whether an uncovered request is covered is %s',
    async (mode, isAgeRestricted, isSpoiler) => {
      const { intake, recorded } = setUp({ spoilerMode: mode });
      await intake.take({ ...REQUEST, isAgeRestricted, pictures: [CAT] }, HOW_TO_ASK, FREE);
      expect(recorded).toMatchObject([[{}, { isSpoiler }]]);
    },
  );

  it('the intake keeps a covered picture covered in every mode', async () => {
    const { intake, recorded } = setUp();
    const pictures = [{ ...CAT, isSpoiler: true }];
    await intake.take({ ...REQUEST, isAgeRestricted: true, pictures }, HOW_TO_ASK, FREE);
    expect(recorded).toMatchObject([[{}, { isSpoiler: true }]]);
  });

  it('the intake lets four requests at once fill the memory with pictures', async () => {
    const { intake } = setUp();
    const { opened, open } = gate();
    let reading = 0;
    const answer = async (takeSlot: TakeSlot) => {
      await Promise.all([takeSlot(), takeSlot()]);
      reading += 1;
      await opened;
    };
    const all = Array.from({ length: 6 }, (_, n) => intake.inTurn(`person ${n}`, answer));
    await new Promise(setImmediate);
    expect(reading).toBe(4);
    open();
    await Promise.all(all);
    expect(reading).toBe(6);
  });

  it('the intake answers somebody while the files of many others drip', async () => {
    const { intake } = setUp();
    const { opened, open } = gate();
    const dripping = Array.from({ length: 50 }, (_, n) => intake.inTurn(`${n}`, () => opened));
    let isAnswered = false;
    const answer = intake.inTurn('ann', async (takeSlot) => {
      await takeSlot();
      isAnswered = true;
    });
    await new Promise(setImmediate);
    expect(isAnswered).toBe(true);
    open();
    await Promise.all([...dripping, answer]);
  });

  it('the intake gives the slot back of a request that failed', async () => {
    const { intake } = setUp();
    let refused = 0;
    for (let n = 0; n < 5; n += 1)
      intake.inTurn('ann', takeAndFail).catch(() => {
        refused += 1;
      });
    await new Promise(setImmediate);
    expect(refused).toBe(5);
  });

  it('the intake answers the requests of one person one after the other, beside those of others', async () => {
    const { intake } = setUp();
    const { opened, open } = gate();
    const begun: string[] = [];
    const ask = (personId: string) =>
      intake.inTurn(personId, async () => {
        begun.push(personId);
        await opened;
      });
    const all = [...Array.from({ length: 9 }, () => ask('ann')), ask('ben')];
    await new Promise(setImmediate);
    expect(begun).toEqual(['ann', 'ben']);
    open();
    await Promise.all(all);
    expect(begun).toHaveLength(10);
  });

  it('the intake goes on after a request that failed', async () => {
    const { intake } = setUp();
    const failing = intake.inTurn('ann', () => Promise.reject(new Error('no')));
    await expect(failing).rejects.toThrow('no');
    let isAnswered = false;
    await intake.inTurn('ann', async () => {
      isAnswered = true;
    });
    expect(isAnswered).toBe(true);
  });
});
