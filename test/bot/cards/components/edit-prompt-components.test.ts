import { describe, expect, it } from '@jest/globals';
import type { Client } from 'discordx';
import type { ModalSubmitInteraction } from 'discord.js';

import type { CardAnswer } from '../../../../src/bot/cards/answering/card-answer.js';
import { EditPromptComponents } from '../../../../src/bot/cards/components/edit-prompt-components.js';
import { AUTOMATIC_SETTINGS } from '../../../../src/interactions/settings.js';
import { restoreView } from '../../../../src/views/restore-view.js';
import { buttonClick, modalSubmit, SEEN } from '../../../support/discord-doubles.js';
import { MemoryPersistence } from '../../../support/memory-persistence.js';
import { OFFERED } from '../../../support/offered-models.js';
import { inputItem, interactionState, resultState, storedImage } from '../../../support/states.js';
import { strictDouble } from '../../../support/strict-double.js';

const CLIENT = strictDouble<Client>('Client', {});

const submitted = (prompt: string): ModalSubmitInteraction =>
  modalSubmit({
    fields: { getTextInputValue: (id: string) => (id === 'prompt' ? prompt : undefined) },
  });

async function submit(prompt: string, state = interactionState()) {
  const stored = new MemoryPersistence(state);
  const done: string[] = [];
  const answer = strictDouble<CardAnswer>('CardAnswer', {
    show: async (view) => void done.push(`shown: ${view.state.currentPrompt}`),
    tell: async (content) => void done.push(`told: ${content}`),
  });
  const components = new EditPromptComponents(stored.service, OFFERED);
  await components.submit(submitted(prompt), CLIENT, {
    view: restoreView(state),
    seen: SEEN,
    answer,
  });
  return { stored, done };
}

describe('the editing of the prompt', () => {
  it('the button opens a modal filled with the current prompt', async () => {
    const stored = new MemoryPersistence(interactionState());
    const opened: unknown[] = [];
    const answer = strictDouble<CardAnswer>('CardAnswer', {
      openModal: async (modal) => void opened.push(modal),
    });
    const view = restoreView(interactionState());
    await new EditPromptComponents(stored.service, OFFERED).open(buttonClick('x'), CLIENT, {
      view,
      seen: SEEN,
      answer,
    });
    expect(JSON.stringify(opened)).toContain('"value":"a lighthouse"');
    expect(stored.saved).toEqual([]);
  });

  it('the modal stores and shows the new prompt, and keeps the first', async () => {
    const { stored, done } = await submit('  a windmill\n');
    expect(stored.state).toMatchObject({
      currentPrompt: 'a windmill',
      originalPrompt: 'a lighthouse',
      version: 2,
    });
    expect(done).toEqual(['shown: a windmill']);
  });

  it('the modal refuses a prompt of more than 4,000 characters, and keeps the old one', async () => {
    const { stored, done } = await submit('x'.repeat(4001));
    expect(stored.saved).toEqual([]);
    expect(done).toEqual([expect.stringContaining('told: Your prompt has 4001 characters')]);
  });

  it.each(['', '  \n ', '\u200b\u3164', '\u2800'])(
    'the modal keeps the old prompt where there is nothing else to work from: %j',
    async (prompt) => {
      const { stored, done } = await submit(prompt);
      expect(stored.saved).toEqual([]);
      expect(done).toEqual([expect.stringContaining('told: ')]);
    },
  );

  it.each([
    ['the preview', interactionState({ inputs: [storedImage()], outputs: [inputItem()] })],
    ['the result', resultState(1)],
  ])('the modal may take the prompt away where there are pictures, on %s', async (_name, state) => {
    const { stored, done } = await submit('', state);
    expect(stored.state.currentPrompt).toBe('');
    expect(done).toEqual(['shown: ']);
  });

  it.each([
    ['the preview', interactionState({ settings: { ...AUTOMATIC_SETTINGS, imageSize: '2K' } })],
    ['the result', resultState(1, { settings: { ...AUTOMATIC_SETTINGS, imageSize: '2K' } })],
  ])('flags in the modal change the settings that they name, on %s', async (_name, state) => {
    const { stored, done } = await submit('a windmill --ar 16:9 --n 4 --stylize 9', state);
    expect(stored.state).toMatchObject({
      currentPrompt: 'a windmill --stylize 9',
      settings: { ...AUTOMATIC_SETTINGS, imageSize: '2K', aspectRatio: '16:9', count: 4 },
      settingsNotes: [],
    });
    expect(done).toEqual(['shown: a windmill --stylize 9']);
  });

  it('flags in the modal that are impossible become notes, until the next change', async () => {
    const { stored } = await submit('a windmill --n 5 --model pro');
    expect(stored.state).toMatchObject({
      currentPrompt: 'a windmill',
      settings: AUTOMATIC_SETTINGS,
      settingsNotes: [
        'I left out --n 5: possible are 1, 2, 3, 4.',
        'I left out --model pro: possible are usual, cheap.',
      ],
    });
    const next = await submit('a windmill', stored.state);
    expect(next.stored.state.settingsNotes).toEqual([]);
  });

  it('flags alone in the modal change nothing where a prompt is needed', async () => {
    const { stored, done } = await submit('--ar 16:9');
    expect(stored.saved).toEqual([]);
    expect(done).toEqual([expect.stringContaining('I need a prompt; I changed nothing.')]);
  });
});
