import { describe, expect, it } from '@jest/globals';

import { AUTOMATIC_SETTINGS } from '../../src/interactions/settings.js';
import { restoreView } from '../../src/views/restore-view.js';
import { chosenSettings, settingsModal } from '../../src/views/settings-modal.js';
import { limitsBrokenByModal } from '../support/discord-limits.js';
import { OFFERED } from '../support/offered-models.js';
import { INTERACTION_ID, interactionState, resultState } from '../support/states.js';

const [USUAL, CHEAP] = OFFERED;

/** The selects of the modal: label, values, and the chosen value. */
function selectsOf(modal: ReturnType<typeof settingsModal>) {
  return modal.components.flatMap((part) => {
    if (!('component' in part) || !('options' in part.component)) return [];
    const { custom_id, options } = part.component;
    const chosen = options.filter((option) => option.default === true).map(({ value }) => value);
    return [[custom_id, options.map(({ value }) => value), chosen]];
  });
}

describe('the modal of the settings', () => {
  it('the modal offers what the model can do, and the models', () => {
    const modal = settingsModal(restoreView(interactionState()), OFFERED);
    expect(modal.custom_id).toBe(`card_settings_modal:${INTERACTION_ID}`);
    expect(selectsOf(modal)).toEqual([
      ['aspectRatio', ['automatic', ...USUAL.aspectRatios], ['automatic']],
      ['imageSize', ['automatic', '1K', '2K', '4K'], ['automatic']],
      ['count', ['automatic', '2', '3', '4'], ['automatic']],
      ['model', ['automatic', 'cheap'], ['automatic']],
      ['thinkingLevel', ['automatic', 'minimal', 'high'], ['automatic']],
    ]);
    expect(limitsBrokenByModal(modal)).toEqual([]);
  });

  it('the modal shows what was chosen, for the chosen model, on a result as well', () => {
    const settings = { ...AUTOMATIC_SETTINGS, model: 'cheap', aspectRatio: '16:9', count: 3 };
    const modal = settingsModal(restoreView(resultState(2, { settings })), OFFERED);
    expect(selectsOf(modal)).toEqual([
      ['aspectRatio', ['automatic', ...(CHEAP?.aspectRatios ?? [])], ['16:9']],
      ['imageSize', ['automatic', '1K'], ['automatic']],
      ['count', ['automatic', '2', '3', '4'], ['3']],
      ['model', ['automatic', 'cheap'], ['cheap']],
    ]);
  });

  it('the modal leaves out what there is nothing to choose in', () => {
    const modal = settingsModal(restoreView(interactionState()), [{ ...USUAL, imageSizes: [] }]);
    expect(selectsOf(modal).map(([name]) => name)).toEqual([
      'aspectRatio',
      'count',
      'thinkingLevel',
    ]);
  });
});

describe('the chosen settings', () => {
  const before = { ...AUTOMATIC_SETTINGS, aspectRatio: '16:9', imageSize: '2K', count: 2 };
  const choose = (chosen: Readonly<Record<string, string>>) =>
    chosenSettings(before, (name) => chosen[name]);

  it('the chosen settings replace those before, and leave the others', () => {
    expect(choose({ aspectRatio: 'automatic', model: 'cheap' })).toEqual({
      ...before,
      aspectRatio: null,
      model: 'cheap',
    });
    expect(choose({})).toEqual(before);
    expect(choose({ count: '4' })).toEqual({ ...before, count: 4 });
    expect(choose({ count: 'automatic' })).toEqual({ ...before, count: null });
  });

  it('the chosen settings are those before where a value is no setting', () => {
    expect(choose({ aspectRatio: 'wide' })).toEqual(before);
    expect(choose({ count: '5' })).toEqual(before);
  });
});
