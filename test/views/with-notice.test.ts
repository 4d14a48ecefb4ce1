import { expect, it } from '@jest/globals';

import { restoreView } from '../../src/views/restore-view.js';
import { withNotice } from '../../src/views/with-notice.js';
import { limitsBrokenBy } from '../support/discord-limits.js';
import { resultState } from '../support/states.js';

it('a card with a notice has one more line, and everything else as before', () => {
  const card = restoreView(resultState(2)).render();
  const { embed, ...rest } = withNotice(card, '✅ done');
  expect(embed).toEqual({ ...card.embed, description: `${card.embed.description}\n✅ done` });
  expect(rest).toEqual({ rows: card.rows, picture: card.picture });
});

it('a card with a notice keeps Discord’s limits', () => {
  const card = restoreView(resultState(2)).render();
  const long = { ...card, embed: { ...card.embed, description: 'x'.repeat(4096) } };
  expect(limitsBrokenBy(withNotice(long, '✅ done'))).toEqual([]);
});
