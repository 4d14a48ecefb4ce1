import { readFile } from 'node:fs/promises';

import { expect, it } from '@jest/globals';

import { sourceText } from '../support/source-text.js';

const troubles = await readFile('docs/troubleshooting.md', 'utf8');
const messages = [...troubles.matchAll(/^### (.+)$/gm)].map(([, message = '']) => message);
const sources = await sourceText();

it.each(messages)('the troubleshooting page explains "%s", which the product says', (message) => {
  const pieces = message.split('…').map((piece) => piece.trim());
  for (const piece of pieces.filter((each) => each !== '')) expect(sources).toContain(piece);
});

it('the troubleshooting page explains each message once', () => {
  expect(messages.length).toBeGreaterThan(20);
  expect(new Set(messages).size).toBe(messages.length);
});
