import { beforeEach, describe, expect, it } from '@jest/globals';

import { finished, preview, restyle, result } from './e2e-cards.js';
import type { GeminiRoom } from './e2e-gemini.js';
import { placeOf, statusOf } from './e2e-card-look.js';

/**
 * What becomes of two clicks on one card at once, where the gateway tells of an edit so many
 * milliseconds after its answer; before it where that is negative.
 */
export function describeTwoClicks(room: () => GeminiRoom, lagMs: number): void {
  describe(`with the event of an edit ${Math.abs(lagMs)} ms ${lagMs < 0 ? 'before' : 'after'} its answer`, () => {
    beforeEach(() => {
      room().sandbox.faults.editEventLagMs = lagMs;
    });

    it('two clicks at once on an arrow of one card are both answered, and neither is lost', async () => {
      const { ann, ben } = room();
      const card = await result(ann, 'a cat');
      await restyle(ann, card, 'Sketch');
      await restyle(ann, card, 'Neon');
      await Promise.all([ann.click(card, '⬅️'), ben.click(card, '⬅️')]);
      expect(placeOf(card)).toBe('1 of 3');
      await Promise.all([ann.click(card, '➡️'), ben.click(card, '➡️')]);
      expect(placeOf(card)).toBe('3 of 3');
    });

    it('two clicks at once on both arrows of one card leave title and picture in agreement', async () => {
      const { ann, ben } = room();
      const card = await result(ann, 'a cat');
      await restyle(ann, card, 'Sketch');
      await restyle(ann, card, 'Neon');
      await ann.click(card, '⬅️');
      const second = card.pictureName;
      await Promise.all([ann.click(card, '⬅️'), ben.click(card, '➡️')]);
      expect([placeOf(card), card.pictureName]).toEqual(['2 of 3', second]);
      await Promise.all([ann.click(card, '➡️'), ben.click(card, '⬅️')]);
      expect([placeOf(card), card.pictureName]).toEqual(['2 of 3', second]);
    });

    it('a style that somebody chooses while another person walks on starts nothing on a picture that they did not see', async () => {
      const { ann, ben, gemini } = room();
      const card = await result(ann, 'a cat');
      await restyle(ann, card, 'Sketch');
      const second = card.pictureName;
      await ann.click(card, '⬅️');
      const paid = gemini.requests.length;
      await Promise.all([ann.click(card, '➡️'), ben.select(card, 'Neon')]);
      expect([placeOf(card), card.pictureName]).toEqual(['2 of 2', second]);
      expect(statusOf(card)).toBeUndefined();
      expect(gemini.requests).toHaveLength(paid);
    });

    it('several clicks at once on Process Prompt start one generation', async () => {
      const { ann, ben, bot } = room();
      const card = await preview(ann, 'a cat');
      await Promise.all([
        ann.click(card, 'Process Prompt'),
        ben.click(card, 'Process Prompt'),
        ann.click(card, 'Process Prompt'),
      ]);
      await finished(card);
      expect(placeOf(card)).toBe('1 of 1');

      await Promise.all([ann.click(card, 'Process Prompt'), ben.select(card, 'Sketch')]);
      await card.changed(() => placeOf(card) === '2 of 2');
      await finished(card);
      expect(bot.log.filter(({ msg }) => msg === 'Generation produced a picture')).toHaveLength(2);
    });
  });
}
