import { setTimeout } from 'node:timers/promises';

import type { Person } from '../../src/sandbox/client/person.js';
import type { SeenMessage } from '../../src/sandbox/client/seen-message.js';
import { plain, type Figure } from './report.js';
import { percentile } from './statistics.js';
import { placeOf, statusOf } from '../support/e2e-card-look.js';

/** How clicks were answered. */
export class Clicks {
  readonly latenciesMs: number[] = [];
  /** Why others were not, by how often. */
  readonly refusals = new Map<string, number>();

  /** Clicks to the other output of a card with two, and notes how it went. */
  async toOtherOutput(person: Person, card: SeenMessage): Promise<void> {
    const button = placeOf(card)?.startsWith('1 of') ? '➡️' : '⬅️';
    const startedMs = performance.now();
    const refusal = await refusalOf(person, card, button);
    if (refusal === null) this.latenciesMs.push(performance.now() - startedMs);
    else this.refusals.set(refusal, (this.refusals.get(refusal) ?? 0) + 1);
  }

  /** A row that says how many were refused, and why. */
  refusalFigure(what: string): Figure {
    const refused = [...this.refusals.values()].reduce((sum, count) => sum + count, 0);
    const reasons = [...this.refusals].map(([reason, count]) => ` ${count} × ${reason}`);
    const clicks = this.latenciesMs.length + refused;
    const value = `${refused} of ${clicks}${reasons.length > 0 ? `:${reasons.join('; ')}` : ''}`;
    return { what, value, goal: 'none', isMet: refused === 0 };
  }

  /** A row of how long they took. */
  figure(what: string): Figure {
    const [p50Ms, p99Ms] = [0.5, 0.99].map((share) => percentile(this.latenciesMs, share));
    return plain(what, `p50 ${p50Ms?.toFixed(1)} ms, p99 ${p99Ms?.toFixed(1)} ms`);
  }
}

/** Why a click did not turn the card to the other output; null: it did, at once or deferred. */
async function refusalOf(
  person: Person,
  card: SeenMessage,
  button: string,
): Promise<string | null> {
  const before = placeOf(card);
  try {
    const { kind, ephemeral } = await person.click(card, button);
    if (kind === 'deferredUpdate') await card.changed(() => placeOf(card) !== before);
    return kind === 'update' || kind === 'deferredUpdate' ? null : (ephemeral?.content ?? kind);
  } catch (error) {
    // The first sentence, without ids: reasons are counted.
    return String(error)
      .replace(/[.\n].*/s, '')
      .replaceAll(/\d{2,}/g, '…');
  }
}

/** Clicks, `atOnce` at a time, each on a card that nobody else clicks at that moment. */
export async function clickAtOnce(
  clicks: Clicks,
  { person, cards }: { readonly person: Person; readonly cards: readonly SeenMessage[] },
  atOnce: number,
  count: number,
): Promise<void> {
  let begun = 0;
  const clicker = async (first: number) => {
    for (let n = first; begun < count; n += atOnce) {
      begun += 1;
      await clicks.toOtherOutput(person, cardAt(cards, n));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, (_, n) => clicker(n)));
}

/** Clicks at a steady rate, as many people do who know nothing of each other. */
export async function clickAtRate(
  clicks: Clicks,
  { person, cards }: { readonly person: Person; readonly cards: readonly SeenMessage[] },
  perSecond: number,
  count: number,
): Promise<void> {
  const startedMs = performance.now();
  const answers: Promise<void>[] = [];
  while (answers.length < count) {
    const due = Math.min(count, Math.ceil(((performance.now() - startedMs) / 1000) * perSecond));
    while (answers.length < due) {
      answers.push(clicks.toOtherOutput(person, cardAt(cards, answers.length)));
    }
    await setTimeout(1);
  }
  await Promise.all(answers);
}

function cardAt(cards: readonly SeenMessage[], n: number): SeenMessage {
  const card = cards[n % cards.length];
  if (!card) throw new Error('There are no cards to click.');
  return card;
}

/** Cards with two outputs. */
export async function resultCards(person: Person, count: number): Promise<SeenMessage[]> {
  const cards: SeenMessage[] = [];
  while (cards.length < count) {
    const asked = await person.mention(`card ${cards.length}`);
    const card = await person.nextReply(asked, { timeoutMs: 60_000 });
    for (const outputs of [1, 2]) {
      await person.click(card, 'Process Prompt');
      await card.changed(
        () => placeOf(card) === `${outputs} of ${outputs}` && statusOf(card) === undefined,
        { timeoutMs: 60_000 },
      );
    }
    cards.push(card);
  }
  return cards;
}
