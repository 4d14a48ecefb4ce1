import { describe, expect, it } from '@jest/globals';

import {
  customId,
  customIdPattern,
  parseCustomId,
  type ComponentName,
} from '../../src/views/custom-ids.js';
import { INTERACTION_ID } from '../support/states.js';

const NAMES: readonly ComponentName[] = [
  'process_request_button',
  'process_edit_prompt',
  'process_edit_prompt_modal',
  'process_style_select',
  'style_nav_left',
  'style_nav_right',
  'style_process_prompt',
  'style_edit_prompt',
  'style_edit_prompt_modal',
  'style_options_select',
  'style_go_to',
  'style_again',
  'style_vary',
  'card_delete',
  'card_delete_modal',
  'card_keep',
  'card_settings',
  'card_settings_modal',
];

const FORGED = [
  '',
  ':',
  'unknown_button',
  `unknown_button:${INTERACTION_ID}`,
  'style_nav_left:',
  'style_nav_left:42',
  `style_nav_left:${INTERACTION_ID.toUpperCase()}`,
  `style_nav_left:${INTERACTION_ID} `,
  ` style_nav_left:${INTERACTION_ID}`,
  `style_nav_left:${INTERACTION_ID}\n`,
  `\nstyle_nav_left`,
  'style_nav_left\n',
  `style_nav_left:${INTERACTION_ID}:${INTERACTION_ID}`,
  `style_nav_left::${INTERACTION_ID}`,
  `style_nav_left:${INTERACTION_ID.replace('-4', '-1')}`,
  `style_nav_left:../../etc/passwd`,
  'toString',
  '__proto__',
  `constructor:${INTERACTION_ID}`,
];

describe('a custom id', () => {
  it.each(NAMES)('the custom id of %s says component and interaction, and is read back', (name) => {
    const text = customId(name, INTERACTION_ID);
    expect(text).toBe(`${name}:${INTERACTION_ID}`);
    expect(text.length).toBeLessThanOrEqual(100);
    expect(parseCustomId(text)).toMatchObject({ name, interactionId: INTERACTION_ID });
  });

  it.each(NAMES)('a custom id may be the bare name on a card of the predecessor: %s', (name) => {
    expect(parseCustomId(name)).toMatchObject({ name, interactionId: null });
  });

  it('a custom id tells the view it belongs to, or that it means the same on both', () => {
    const views = NAMES.map((name) => [name, parseCustomId(name)?.view]);
    expect(Object.fromEntries(views)).toEqual({
      process_request_button: 'process_view',
      process_edit_prompt: null,
      process_edit_prompt_modal: null,
      process_style_select: 'process_view',
      style_nav_left: 'style_view',
      style_nav_right: 'style_view',
      style_process_prompt: 'style_view',
      style_edit_prompt: null,
      style_edit_prompt_modal: null,
      style_options_select: 'style_view',
      style_go_to: 'style_view',
      style_again: 'style_view',
      style_vary: 'style_view',
      card_delete: null,
      card_delete_modal: null,
      card_keep: 'style_view',
      card_settings: null,
      card_settings_modal: null,
    });
  });

  it.each(FORGED)('a custom id is refused when it is forged or foreign: %j', (text) => {
    expect(parseCustomId(text)).toBeNull();
  });
});

describe('the pattern of a component', () => {
  it('the pattern of a component matches its own custom ids and no one else’s', () => {
    for (const name of NAMES) {
      for (const text of [name, customId(name, INTERACTION_ID)]) {
        const matching = NAMES.filter((each) => customIdPattern(each).test(text));
        expect(matching).toEqual([name]);
      }
    }
  });

  it('the pattern of a component matches nothing forged', () => {
    for (const text of FORGED) {
      expect(NAMES.filter((name) => customIdPattern(name).test(text))).toEqual([]);
    }
  });

  it('the pattern of a component is anchored, and gives the same answer every time', () => {
    for (const name of NAMES) {
      const pattern = customIdPattern(name);
      expect(pattern.flags).toBe('');
      expect(pattern.source).toMatch(/^\^.*\$$/);
      expect([1, 2, 3].map(() => pattern.test(name))).toEqual([true, true, true]);
    }
  });
});
