import { describe, expect, it } from '@jest/globals';
import { parse } from 'discord-markdown-parser';

import type { InteractionState } from '../../src/interactions/interaction-state.js';
import { parseCustomId } from '../../src/views/custom-ids.js';
import { interactionIdInEmbeds } from '../../src/interactions/interaction-id.js';
import { restoreView } from '../../src/views/restore-view.js';
import { FOREIGN_TEXTS } from '../support/foreign-texts.js';
import { limitsBrokenBy } from '../support/discord-limits.js';
import {
  generationIn,
  GENERATION_STATUSES,
  inputItem,
  INTERACTION_ID,
  interactionState,
  outputItem,
  outputKey,
  resultState,
  storedImage,
  TICKET,
} from '../support/states.js';

const LONG_TEXTS = ['', 'x', 'x'.repeat(4000), '🍌'.repeat(2000), `x${'🍌'.repeat(1999)}y`];

const NOTES = Array.from(
  { length: 20 },
  (_, n) =>
    `**${'ñ'.repeat(60)}** was left out. ${'This file is larger than 10 MiB. '.repeat(n)}🍌`,
);

/** A generation in `status`; where it failed, with a sentence of the model's. */
function generationSaying(status: (typeof GENERATION_STATUSES)[number], text: string) {
  const made = generationIn(status);
  const retryable = text.length % 2 === 1;
  const userMessage = `The model answered without a picture: ${text}`;
  return {
    ...made,
    prompt: text || 'x',
    failure: made.failure && { ...made.failure, userMessage, retryable },
  };
}

const FAILURE_SAYING = (userMessage: string) => ({
  code: 'model.refused',
  retryable: true,
  promptIsReason: false,
  userMessage,
});

const OWN_KINDS: ReadonlySet<string> = new Set([
  'text',
  'br',
  'strong',
  'timestamp',
  'em',
  'twemoji',
]);

/** The bot's own mention of who asked. */
const FOR_WHOM = / · for <@200000000000000002>/;

function outputsSaying(text: string): InteractionState['outputs'] {
  const long = outputItem({
    promptUsed: text || 'x',
    styleKey: 'stained_glass',
    model: 'm'.repeat(100),
    text: text.trim() || null,
    image: storedImage({ key: outputKey(1) }),
  });
  return [inputItem(), long, outputItem({ image: storedImage({ key: outputKey(2) }) })];
}

/**
 * Both views × every status of a generation (and none) × texts of every size × with
 * and without notes.
 */
function everyState(): InteractionState[] {
  return LONG_TEXTS.flatMap((text) =>
    [null, ...GENERATION_STATUSES].flatMap((status) =>
      [[], NOTES].flatMap((notes) => {
        const generation = status && generationSaying(status, text);
        const outputs = outputsSaying(text);
        const all = { generation, notes, currentPrompt: text };
        return [
          interactionState({ ...all, currentPrompt: text || 'x' }),
          interactionState({ ...all, inputs: [storedImage()], outputs: [inputItem()] }),
          ...[0, 1, 2].map((currentIndex) => resultState(0, { ...all, outputs, currentIndex })),
          resultState(1, all),
          resultState(0, all),
        ];
      }),
    ),
  );
}

const CARDS = everyState().map((state) => {
  const view = restoreView(state);
  return { state, view, card: view.render() };
});

const describeState = ({ state }: (typeof CARDS)[number]) =>
  `${state.view}, ${state.generation?.status}, ${state.currentPrompt.length}, ${state.notes.length} notes, output ${state.currentIndex} of ${state.outputs.length}`;

describe('every card in every state', () => {
  it('every card keeps all of Discord’s limits', () => {
    const broken = CARDS.map((each) => ({
      state: describeState(each),
      broken: limitsBrokenBy(each.card),
    })).filter((each) => each.broken.length > 0);
    expect(broken).toEqual([]);
    expect(CARDS).toHaveLength(5 * 9 * 2 * 7);
  });

  it.each(FOREIGN_TEXTS)('every card shows %j as plain text, whoever wrote it', (text) => {
    const note = `**${text.replaceAll('\n', ' ')}** was left out. ${text.replaceAll('\n', ' ')}`;
    const items = [outputItem({ promptUsed: text, model: text, text })];
    const statuses = [null, ...GENERATION_STATUSES];
    const cards = statuses.flatMap((status) => {
      const made = status && generationSaying(status, text);
      const retry = made && { notBefore: TICKET.requestedAt, failure: FAILURE_SAYING(text) };
      const all = { generation: made && { ...made, retry }, notes: [note], currentPrompt: text };
      const views = [interactionState(all), resultState(1, { ...all, outputs: items })];
      return views.map((state) => restoreView(state).render());
    });
    for (const { embed } of cards) {
      const description = (embed.description ?? '').replace(FOR_WHOM, '');
      const shown = [
        embed.title ?? '',
        description,
        ...(embed.fields ?? []).map(({ value }) => value),
      ];
      const kinds = shown.flatMap((part) => parse(part, 'extended').map(({ type }) => type));
      // The bot's own words have bold parts and times.
      expect([...new Set(kinds)].filter((kind) => !OWN_KINDS.has(kind))).toEqual([]);
      expect(shown.join('\n')).not.toMatch(/[\u200b\u202e]/);
    }
  });

  it('every card carries its interaction id in the footer', () => {
    for (const { card } of CARDS) {
      expect(card.embed.footer?.text).toMatch(
        new RegExp(`(?:^| · )Persistent Session ID: ${INTERACTION_ID}$`),
      );
      expect(interactionIdInEmbeds([{ footer: { text: card.embed.footer?.text ?? '' } }])).toBe(
        INTERACTION_ID,
      );
    }
  });

  it('every card has the components of its view, each with the interaction id', () => {
    for (const { state, card } of CARDS) {
      const parsed = componentsOf(card).map(({ custom_id }) => parseCustomId(custom_id));
      expect(parsed.map((each) => each?.interactionId)).toEqual(parsed.map(() => INTERACTION_ID));
      const isWaiting = ['requested', 'running'].includes(state.generation?.status ?? 'none');
      const process = (name: string) => (isWaiting ? 'generation_cancel' : name);
      const tryAgain = offersTryAgain(state) ? ['generation_try_again'] : [];
      expect(parsed.map((each) => each?.name)).toEqual(
        state.view === 'process_view'
          ? [
              process('process_request_button'),
              'process_edit_prompt',
              'card_settings',
              'card_delete',
              ...tryAgain,
              'process_style_select',
            ]
          : [
              'style_nav_left',
              'style_nav_right',
              process('style_process_prompt'),
              'style_edit_prompt',
              offersTryAgain(state) ? 'generation_try_again' : 'style_again',
              'style_vary',
              'card_settings',
              'card_keep',
              'card_delete',
              'style_options_select',
              ...(state.outputs.length >= 3 ? ['style_go_to'] : []),
            ],
      );
    }
  });

  it('every card has all but Cancel and 🗑️ disabled while it waits for a picture, and nothing else ever', () => {
    for (const each of CARDS) {
      const { state, card } = each;
      const isWaiting = ['requested', 'running'].includes(state.generation?.status ?? 'none');
      const { currentIndex, outputs } = state;
      const isOff = (id: string) =>
        (id.startsWith('style_again') && (outputs[currentIndex]?.origin ?? 'input') === 'input') ||
        (id.startsWith('style_vary') && outputs.length === 0) ||
        (id.startsWith('style_nav_left') && currentIndex === 0) ||
        (id.startsWith('style_nav_right') && currentIndex >= outputs.length - 1);
      const found = componentsOf(card).map(({ custom_id, disabled }) => [custom_id, disabled]);
      const expected = componentsOf(card).map(({ custom_id }) => [
        custom_id,
        (isWaiting && !/^(?:generation_cancel|card_delete):/.test(custom_id)) || isOff(custom_id),
      ]);
      expect({ state: describeState(each), found }).toEqual({
        state: describeState(each),
        found: expected,
      });
    }
  });

  it('every card says that a picture is being made, or why there is none', () => {
    for (const { state, view, card } of CARDS) {
      const lines = (card.embed.description ?? '').split('\n');
      const saysMaking = lines.some((line) => line.startsWith('🍌 Making'));
      const saysFailed = lines.some((line) => line.startsWith('⚠️ No picture this time: '));
      expect(saysMaking).toBe(view.isWaiting);
      expect(saysFailed).toBe(state.generation?.failure !== null && state.generation !== null);
    }
  });

  it('every card shows a picture as soon as there is one', () => {
    for (const { state, card } of CARDS) {
      const shown = state.outputs[state.currentIndex];
      expect(card.picture?.images).toEqual(shown && [shown.image]);
    }
  });
});

function offersTryAgain({ generation }: InteractionState): boolean {
  return generation?.failure?.retryable === true;
}

function componentsOf({ rows }: (typeof CARDS)[number]['card']) {
  return rows
    .flatMap((row) => row.components)
    .flatMap((each) =>
      'custom_id' in each ? [{ custom_id: each.custom_id, disabled: each.disabled }] : [],
    );
}
