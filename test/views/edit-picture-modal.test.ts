import { describe, expect, it } from '@jest/globals';

import { EDIT_PICTURE_MODAL, editPictureModal } from '../../src/views/edit-picture-modal.js';
import { COMMAND_ID } from '../support/command-requests.js';
import { limitsBrokenByModal } from '../support/discord-limits.js';

const modalOf = (isPrivate: boolean, pictureCount: number) =>
  editPictureModal({ id: COMMAND_ID, isPrivate }, pictureCount);

describe('the form of Edit this picture', () => {
  it('the form names the command that opened it, and says how many pictures it is about', () => {
    const modal = modalOf(false, 1);
    expect(EDIT_PICTURE_MODAL.exec(modal.custom_id)?.[1]).toBe(COMMAND_ID);
    expect(modal.title).toBe('Edit this picture');
    expect(modalOf(false, 10).title).toBe('Edit these 10 pictures');
  });

  it.each([
    [false, 'The card comes to this channel. You can leave this empty'],
    [true, 'Only you see the card. You can leave this empty'],
  ])(
    'the form says who sees the card (private: %s), within Discord’s limits',
    (isPrivate, words) => {
      const modal = modalOf(isPrivate, 10);
      expect(JSON.stringify(modal)).toContain(words);
      expect(limitsBrokenByModal(modal)).toEqual([]);
    },
  );
});
