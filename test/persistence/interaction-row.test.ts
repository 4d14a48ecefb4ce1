import { describe, expect, it } from '@jest/globals';

import { DOCUMENT_FORMAT } from '../../src/interactions/document-formats.js';
import { decodeRow, encodeRow, isReadable } from '../../src/persistence/interaction-row.js';
import type { InteractionEntity } from '../../src/persistence/interaction.entity.js';
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
  ['a result that somebody keeps', resultState(1, { keptBy: '200000000000000009' })],
  [
    'every choice of settings',
    interactionState({
      settings: {
        aspectRatio: '16:9',
        imageSize: '2K',
        count: 4,
        model: 'a model',
        thinkingLevel: 'high',
      },
      settingsNotes: ['a model has no size 8K, so I use its usual one.'],
    }),
  ],
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

/** The row of a state, with changes. */
const rowOf = (state: InteractionState, changes: Partial<InteractionEntity>): InteractionEntity =>
  Object.assign(encodeRow(state), changes);

describe('a row', () => {
  it.each(states)('a row holds %s without loss', (_name, state) => {
    expect(decodeRow(encodeRow(state))).toEqual(state);
  });

  it('a row keeps in columns alone what may change there alone', () => {
    const state = resultState(1, { version: 7, generation: generationIn('running') });
    const row = encodeRow(state);
    const document: { generation: object } = JSON.parse(row.document);
    expect(document).not.toHaveProperty('version');
    expect(document.generation).not.toHaveProperty('lease');
    expect(document.generation).not.toHaveProperty('attempts');
    const { owner: leaseOwner, since: leaseSince, until: leaseUntil } = LEASE;
    expect(row).toMatchObject({ version: 7, attempts: 1, leaseOwner, leaseSince, leaseUntil });
  });

  it('a row has in columns what queries ask for', () => {
    const state = resultState(1, { inputs: [storedImage({ byteSize: 10 })], guildId: null });
    const { id, channelId, requestMessageId, messageId, lastUsedAt } = state;
    const imageBytes = 10 + storedImage().byteSize;
    const asked = { id, guildId: null, channelId, requestMessageId, messageId, lastUsedAt };
    const unclaimed = { activeStatus: null, leaseOwner: null, leaseSince: null, leaseUntil: null };
    expect(encodeRow(state)).toMatchObject({ ...asked, ...unclaimed, attempts: 0, imageBytes });
  });

  it('a row says by columns alone that a worker has claimed the generation', () => {
    const claimed = rowOf(interactionState({ generation: generation() }), {
      activeStatus: 'running',
      leaseOwner: LEASE.owner,
      leaseSince: LEASE.since,
      leaseUntil: LEASE.until,
      attempts: 1,
    });
    expect(decodeRow(claimed).generation).toEqual(generationIn('running'));
  });

  it('a row says in a column of its own whether a generation is owed its outcome', () => {
    const active = GENERATION_STATUSES.map(
      (status) => encodeRow(interactionState({ generation: generationIn(status) })).activeStatus,
    );
    expect(active).toEqual([
      'requested',
      'running',
      'produced',
      null,
      'failing',
      null,
      'cancelling',
      null,
    ]);
    expect(encodeRow(interactionState()).activeStatus).toBeNull();
  });

  it('a row that was written before there were settings leaves them to the model', () => {
    const state = interactionState({ generation: generation() });
    const row = encodeRow(state);
    const { settings: _settings, generation: made, ...document } = JSON.parse(row.document);
    const { settings: _ofThen, ...former } = made;
    const text = JSON.stringify({ ...document, generation: former });
    expect(decodeRow(rowOf(state, { document: text }))).toEqual(state);
  });

  it('a row of an older format is upgraded as it is read', () => {
    const state = interactionState({ generation: generationIn('running') });
    const { generation: made, ...document } = JSON.parse(encodeRow(state).document);
    const { failures: failedTries, firstFailureAt: troubleSince, ...kept } = made;
    const former = { ...document, generation: { ...kept, failedTries, troubleSince } };
    const row = rowOf(state, { format: 2, document: JSON.stringify(former) });
    expect(decodeRow(row)).toEqual(state);
  });

  it('a row can be read or not, as its decoding shows', () => {
    const state = interactionState();
    expect(isReadable(encodeRow(state))).toBe(true);
    expect(isReadable(rowOf(state, { document: '{' }))).toBe(false);
    expect(isReadable(rowOf(state, { format: DOCUMENT_FORMAT + 1 }))).toBe(false);
  });
});
