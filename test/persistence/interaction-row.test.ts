import { describe, expect, it } from '@jest/globals';

import { decodeState, encodeState } from '../../src/persistence/interaction-state-codec.js';
import type { InteractionState } from '../../src/interactions/interaction-state.js';
import {
  generation,
  generationIn,
  GENERATION_STATUSES,
  inputItem,
  interactionState,
  LEASE,
  outputItem,
  resultState,
  storedImage,
} from '../support/states.js';

const sources = [{ kind: 'none' }, { kind: 'inputs' }, { kind: 'output', index: 0 }] as const;

const styled = outputItem({
  origin: 'styled',
  styleKey: 'neon',
  text: 'Here you are 🍌',
  deliveryImage: storedImage({ mediaType: 'image/jpeg' }),
});

const states: readonly (readonly [string, InteractionState])[] = [
  ['a text-only request', interactionState()],
  ['a request in a direct message', interactionState({ guildId: null })],
  ['a request without a card yet', interactionState({ messageId: null })],
  ['a request of unknown origin', interactionState({ requestMessageId: null })],
  [
    'pictures alone, some left out',
    interactionState({
      currentPrompt: '',
      originalPrompt: '',
      inputs: [storedImage(), storedImage({ mediaType: 'image/webp' })],
      outputs: [inputItem()],
      notes: ['**cat.tiff** was left out.', '**"quoted"** \u{1f431} was left out.'],
    }),
  ],
  [
    'prompts full of quotes, lines, zeroes and emoji',
    interactionState({ currentPrompt: `'"\\ \n\r\t\u2028 {prompt} $& 🏳️‍🌈 ${'x'.repeat(3900)}` }),
  ],
  ['a result with many outputs, not the last one shown', resultState(50, { currentIndex: 17 })],
  ['a styled output', resultState(0, { outputs: [styled] })],
  ...GENERATION_STATUSES.map(
    (status) =>
      [
        `a generation that is ${status}`,
        resultState(1, { generation: generationIn(status) }),
      ] as const,
  ),
  ...sources.map(
    (source) =>
      [
        `a generation from ${source.kind}`,
        resultState(1, { generation: generation({ source, styleKey: 'neon' }) }),
      ] as const,
  ),
];

describe('the columns of a row', () => {
  it.each(states)('hold %s without loss', (_name, state) => {
    const { id, version } = state;
    expect(decodeState({ id, version, ...encodeState(state) })).toEqual(state);
  });

  it('say by column alone that a worker has claimed the generation', () => {
    const state = interactionState({ generation: generation() });
    const row = { id: state.id, version: state.version, ...encodeState(state) };
    const claimed = {
      ...row,
      underWay: 'running',
      leaseOwner: LEASE.owner,
      leaseSince: LEASE.since,
      leaseUntil: LEASE.until,
      claims: 1,
    };
    expect(decodeState(claimed).generation).toEqual(generationIn('running'));
  });

  it('say in a column of its own whether a generation is owed its outcome', () => {
    const underWay = GENERATION_STATUSES.map(
      (status) => encodeState(interactionState({ generation: generationIn(status) })).underWay,
    );
    expect(underWay).toEqual([
      'requested',
      'running',
      'produced',
      null,
      'failing',
      null,
      'cancelling',
      null,
    ]);
    expect(encodeState(interactionState()).underWay).toBeNull();
  });
});
