import type { APIEmbed, APIEmbedField } from 'discord-api-types/v10';

import type { Generation } from '../interactions/generation.js';
import { footerFor } from '../interactions/interaction-id.js';
import type { InteractionState } from '../interactions/interaction-state.js';
import { visibleText } from '../interactions/visible-text.js';
import { shownInEmbed, type CardPicture } from './card-message.js';
import { FAILURE_COLOR } from './colors.js';
import { clip, withinLimits } from './embed-limits.js';
import { noteFields } from './note-fields.js';
import { plainText } from './plain-text.js';
import { forPerson, KEPT, titleWithoutPrompt } from './words/cards.js';
import { settingsNote } from './words/progress.js';

const TITLE_MAX = 80;
const PROMPT_MAX = 300;
const FOOTER_PART_MAX = 100;

/** What a card says, in the order in which it says it. */
export interface CardWords {
  /** The person's own words for what is shown; empty without. */
  readonly prompt: string;
  /** Parts of the line beneath the title; the bot's own words. */
  readonly line: readonly string[];
  /** Whose it is; null when unknown. */
  readonly personId: string | null;
  /** Lines of the bot's own: what comes next, and how far it is. */
  readonly status: readonly string[];
  readonly fields: readonly APIEmbedField[];
  /** What it was made with, before the id in the footer. */
  readonly madeWith: readonly string[];
  readonly color: number;
  readonly picture: CardPicture | null;
}

/** The embed of a card: quiet, short, and the same in every state. */
export function cardEmbed(state: InteractionState, words: CardWords): APIEmbed {
  const { picture, madeWith, fields } = words;
  const footer = madeWith.map((part) => clip(visibleText(part).trim(), FOOTER_PART_MAX));
  return withinLimits({
    title: titleOf(words.prompt, state.inputs.length),
    color: isFailed(state.generation) ? FAILURE_COLOR : words.color,
    description: [
      lineOf(words, state),
      ...longPrompt(words.prompt),
      ...words.status,
      ...state.settingsNotes.map((note) => settingsNote(plainText(note))),
    ].join('\n'),
    fields: [...fields, ...noteFields(state.notes)],
    footer: { text: footerFor(state.id, footer.filter(Boolean)) },
    ...(picture && shownInEmbed(picture.name)),
  });
}

/** A prompt within a line of a card. */
export function clippedPrompt(prompt: string): string {
  return plainText(clip(visibleText(prompt), PROMPT_MAX));
}

function titleOf(prompt: string, pictureCount: number): string {
  const words = oneLine(prompt);
  return words === '' ? titleWithoutPrompt(pictureCount) : plainText(clip(words, TITLE_MAX));
}

/** The prompt beneath the title, where that does not show all of it. */
function longPrompt(prompt: string): string[] {
  return oneLine(prompt).length > TITLE_MAX ? [clippedPrompt(prompt)] : [];
}

function oneLine(prompt: string): string {
  return visibleText(prompt)
    .replaceAll(/\s*[\n\r]\s*/g, ' ')
    .trim();
}

function lineOf({ line, personId }: CardWords, { keptBy }: InteractionState): string {
  return [
    ...line,
    ...(keptBy === null ? [] : [KEPT]),
    ...(personId === null ? [] : [forPerson(personId)]),
  ].join(' · ');
}

function isFailed(generation: Generation | null): boolean {
  return generation?.status === 'failing' || generation?.status === 'failed';
}
