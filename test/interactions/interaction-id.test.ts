import { describe, expect, it } from '@jest/globals';

import {
  footerFor,
  interactionIdInEmbeds,
  type IdentifyingEmbed,
} from '../../src/interactions/interaction-id.js';
import { INTERACTION_ID as ID, OTHER_INTERACTION_ID as OTHER } from '../support/states.js';

const footer = (text: string) => ({ footer: { text } });
const field = (name: string, value: string) => ({ fields: [{ name, value }] });

describe('the interaction id of a card', () => {
  it('the interaction id is written into the footer, and found there', () => {
    expect(footerFor(ID)).toBe(`Persistent Session ID: ${ID}`);
    expect(interactionIdInEmbeds([footer(footerFor(ID))])).toBe(ID);
  });

  it('the interaction id is found behind what a picture was made with, whatever that says', () => {
    const text = footerFor(ID, ['a model', '16:9', footerFor(OTHER)]);
    expect(text).toBe(`a model · 16:9 · ${footerFor(OTHER)} · ${footerFor(ID)}`);
    expect(interactionIdInEmbeds([footer(text)])).toBe(ID);
  });

  it('the interaction id is found in the footer of any embed, whatever follows it', () => {
    const embeds = [footer('made with love'), { footer: null }, footer(`${footerFor(ID)} • today`)];
    expect(interactionIdInEmbeds(embeds)).toBe(ID);
  });

  it.each([
    ['Persistent Session ID', ID],
    ['Session', `\`${ID}\``],
    ['Interaction ID', `id: ${ID}.`],
  ])('the interaction id is found in a field named %s', (name, value) => {
    expect(interactionIdInEmbeds([field(name, value)])).toBe(ID);
  });

  it('the interaction id is rather taken from a footer than from a field', () => {
    expect(interactionIdInEmbeds([field('Session', OTHER), footer(footerFor(ID))])).toBe(ID);
  });

  it.each<[string, (IdentifyingEmbed & { description?: string })[]]>([
    ['no embeds', []],
    ['an empty embed', [{}]],
    ['a footer of other words', [footer(`Session: ${ID}`)]],
    ['a footer with words before it', [footer(`x ${footerFor(ID)}`)]],
    ['a footer whose id goes on', [footer(`${footerFor(ID)}0`)]],
    ['an id in capitals', [footer(footerFor(ID.toUpperCase()))]],
    ['an id of another version', [footer(footerFor(ID.replace('-4c77', '-1c77')))]],
    ['an id in a description', [{ description: footerFor(ID) }]],
    ['an id in a prompt', [field('Current prompt', ID)]],
    ['a longer word in a field', [field('Session', `a${ID}`)]],
  ])('the interaction id is not there: %s', (_name, embeds) => {
    expect(interactionIdInEmbeds(embeds)).toBeNull();
  });
});
