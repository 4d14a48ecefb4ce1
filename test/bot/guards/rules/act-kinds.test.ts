import { expect, it } from '@jest/globals';

import { isWork, kindOfAct } from '../../../../src/bot/guards/rules/act-kinds.js';

it.each([
  ['style_nav_left', 'look'],
  ['style_go_to', 'look'],
  ['card_refresh', 'look'],
  ['process_request_button', 'pay'],
  ['style_options_select', 'pay'],
  ['generation_try_again', 'pay'],
  ['style_edit_prompt_modal', 'change'],
  ['card_settings', 'change'],
  ['card_keep', 'change'],
  ['card_delete_modal', 'end'],
  ['generation_cancel', 'end'],
  ['imagine', 'ask'],
  ['Edit this picture', 'ask'],
  ['edit_picture', 'ask'],
  ['own_card', 'ask'],
  ['history_post', 'ask'],
  ['history', 'look'],
  ['Report', 'report'],
  ['help', 'other'],
  ['constructor', 'other'],
])('what %s does is known: %s', (name, kind) => {
  expect(kindOfAct(name)).toBe(kind);
});

it('work is what makes pictures or leads to it', () => {
  const kinds = ['look', 'change', 'pay', 'end', 'ask', 'other'] as const;
  expect(kinds.filter(isWork)).toEqual(['change', 'pay', 'ask']);
});
