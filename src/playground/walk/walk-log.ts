import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { SeenMessage } from '../../sandbox/client/seen-message.js';
import { cardText } from './card-text.js';

/** Prints the walk on the terminal, and saves every picture of a card. */
export class WalkLog {
  private steps = 0;
  private pictures = 0;

  /** @param picturesDir an existing folder. */
  constructor(private readonly picturesDir: string) {}

  /** Prints the next step. */
  step(text: string): void {
    this.steps += 1;
    this.say(`\n${String(this.steps).padStart(2)}. ${text}`);
  }

  /** Prints the card, and saves its picture under the next number. */
  async card(card: SeenMessage): Promise<void> {
    for (const line of cardText(card)) this.say(`    ${line}`);
    const { pictureName } = card;
    if (pictureName === undefined) return;
    this.pictures += 1;
    const name = `${String(this.pictures).padStart(2, '0')}${path.extname(pictureName)}`;
    const bytes = await card.picture();
    await writeFile(path.join(this.picturesDir, name), bytes);
    this.say(`    saved as ${name} (${Math.ceil(bytes.length / 1024)} KiB)`);
  }

  say(text: string): void {
    process.stdout.write(`${text}\n`);
  }
}
