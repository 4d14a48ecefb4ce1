import { describe, expect, it } from '@jest/globals';

import { interactionState as schema } from '../../src/interactions/interaction-state.js';
import { AUTOMATIC_SETTINGS } from '../../src/interactions/settings.js';
import {
  generation,
  GENERATION_STATUSES,
  generationIn,
  inputItem,
  interactionState,
  outputItem,
  OVERLOAD,
  REFUSAL,
  resultState,
  storedImage,
} from '../support/states.js';

const without = (object: object, ...names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));

/** Fields that states of older versions do not have. */
const ADDED_LATER = [
  'settings',
  'estimate',
  'settingsNotes',
  'earlierClickIds',
  'deletedAt',
  'formerCards',
  'keptBy',
  'cameFrom',
  'followers',
  'reach',
  'chosenStyle',
  'move',
  'isSpoiler',
  'isChosen',
  'showsSheet',
] as const;

const ADDED_LATER_TO_GENERATIONS = [
  'cancelledBy',
  'place',
  'goesOn',
  'settings',
  'made',
  'lost',
  'lease',
  'attempts',
  'ownPrompt',
] as const;

const isState = (value: unknown) => schema.safeParse(value).success;

describe('the schema of a state', () => {
  it.each([
    ['a preview', interactionState()],
    ['a direct message', interactionState({ guildId: null })],
    [
      'an imported one, of which little is known',
      interactionState({ userId: null, channelId: null, requestMessageId: null, messageId: null }),
    ],
    [
      'a preview with pictures',
      interactionState({ inputs: [storedImage()], outputs: [inputItem()] }),
    ],
    ['a result', resultState(3, { currentIndex: 1, lastClickId: '7' })],
    [
      'an attempt to be repeated',
      interactionState({
        generation: generation({
          attempts: 1,
          failures: 1,
          firstFailureAt: '2026-11-24T12:00:00.000Z',
          retry: { notBefore: '2026-11-24T12:00:20.000Z', failure: OVERLOAD },
        }),
      }),
    ],
    ...GENERATION_STATUSES.map(
      (status) =>
        [
          `a generation that is ${status}`,
          interactionState({ generation: generationIn(status) }),
        ] as const,
    ),
  ])('the schema takes %s as it is', (_what, state) => {
    expect(schema.parse(structuredClone(state))).toEqual(state);
  });

  it('the schema leaves to the model what was stored before there were settings, and takes its card for there', () => {
    const stored = {
      ...without(interactionState(), ...ADDED_LATER),
      generation: without(generation(), ...ADDED_LATER_TO_GENERATIONS),
    };
    expect(schema.parse(stored)).toEqual(
      interactionState({ generation: generation({ ownPrompt: null }) }),
    );
  });

  it('the schema takes a picture that was stored without how it was made', () => {
    const stored = { ...resultState(0), outputs: [without(outputItem(), 'making')] };
    expect(schema.parse(stored).outputs).toEqual([outputItem({ making: null })]);
  });

  it('the schema leaves to the model the settings that were stored without a field', () => {
    const { settings } = schema.parse({ ...interactionState(), settings: { imageSize: '2K' } });
    expect(settings).toEqual({ ...AUTOMATIC_SETTINGS, imageSize: '2K' });
  });

  it.each(Object.keys(without(interactionState(), ...ADDED_LATER)))(
    'the schema refuses a state without %s',
    (name) => {
      expect(isState(without(interactionState(), name))).toBe(false);
    },
  );

  it.each(Object.keys(without(generation(), ...ADDED_LATER_TO_GENERATIONS)))(
    'the schema refuses a generation without %s',
    (name) => {
      expect(isState({ ...interactionState(), generation: without(generation(), name) })).toBe(
        false,
      );
    },
  );

  it.each([
    ['an id that is no interaction id', { id: 'x' }],
    ['a version of nothing', { version: 0 }],
    ['an unknown view', { view: 'gallery' }],
    ['a person who is none', { userId: 'ann' }],
    ['a time without its zone', { createdAt: '2026-11-24T12:00:00.000' }],
    ['a time without milliseconds', { lastUsedAt: '2026-11-24T12:00:00Z' }],
    ['an index behind the last output', { currentIndex: 1 }],
    ['a negative index', { currentIndex: -1 }],
    ['an image without a key', { inputs: [storedImage({ key: '' })] }],
    ['an image without a checksum', { inputs: [storedImage({ sha256: 'ab' })] }],
    ['an image without pixels', { inputs: [storedImage({ width: 0 })] }],
    ['an output of an unknown origin', { outputs: [{ ...outputItem(), origin: 'found' }] }],
    ['notes that are no texts', { notes: [1] }],
    ['settings that are none', { settings: { count: 0 } }],
    ['a status of no generation', { generation: { ...generation(), status: 'resting' } }],
    ['a source of no generation', { generation: { ...generation(), source: { kind: 'web' } } }],
    ['a lease of nobody', { generation: { ...generation(), lease: {} } }],
    [
      'a failure without a sentence',
      { generation: { ...generation(), failure: without(REFUSAL, 'userMessage') } },
    ],
  ])('the schema refuses %s', (_what, change) => {
    expect(isState({ ...interactionState(), ...change })).toBe(false);
  });
});
