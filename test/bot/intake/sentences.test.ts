import { expect, it } from '@jest/globals';

import { leftOut } from '../../../src/bot/intake/sentences.js';
import { plainNote } from '../../../src/views/plain-text.js';

it.each([
  ['**bold** `code` @all <@2>.png', '**\\*\\*bold\\*\\* \\`code\\` @all \\<@2>.png**'],
  ['two\nlines.png', '**two lines.png**'],
  ['Größe – 写真 (1).jpg', '**Größe – 写真 (1).jpg**'],
  ['cat\u202egnp.exe', '**catgnp.exe**'],
  [' \u200b ', '**a file**'],
  ['x'.repeat(500), `**${'x'.repeat(60)}**`],
  [`x${'𝔛'.repeat(100)}`, `**x${'𝔛'.repeat(29)}**`],
])('a note about what was left out shows the name %j as plain text of one line', (name, shown) => {
  expect(plainNote(leftOut(name, 'It is gone.'))).toBe(`${shown} was left out. It is gone.`);
});
