import type { ButtonInteraction } from 'discord.js';
import { ButtonComponent, Discord, type Client } from 'discordx';
import { inject, injectable } from 'tsyringe';

import { KEPT_PER_PERSON } from '../../../config/kept-per-person.js';
import { KeptInteractions } from '../../../persistence/kept-interactions.js';
import { PersistenceService } from '../../../persistence/persistence-service.js';
import { customIdPattern } from '../../../views/custom-ids.js';
import type { View } from '../../../views/restore-view.js';
import { isInCharge } from '../../guards/in-charge.js';
import type { RestoredCard } from '../../guards/restored-card.js';
import type { CardAnswer } from '../answering/card-answer.js';
import { KEEPING_IS_OFF, keptByOther, keptEnough } from './sentences.js';

/** The component that keeps a card from cleanup. */
@Discord()
@injectable()
export class KeepComponents {
  constructor(
    private readonly persistence: PersistenceService,
    private readonly kept: KeptInteractions,
    @inject(KEPT_PER_PERSON) private readonly maxPerPerson: number,
  ) {}

  @ButtonComponent({ id: customIdPattern('card_keep') })
  async press(
    click: ButtonInteraction,
    _client: Client,
    { view, answer }: RestoredCard,
  ): Promise<void> {
    const { keptBy } = view.state;
    if (keptBy === null) return this.keep(view, click.user.id, answer);
    if (keptBy !== click.user.id && !isInCharge(click, view.state)) {
      return answer.tell(keptByOther(keptBy));
    }
    await this.change(view.keptFor(null), answer);
  }

  /** Two cards that somebody keeps at the same moment may be one more than allowed. */
  private async keep(view: View, personId: string, answer: CardAnswer): Promise<void> {
    if (this.maxPerPerson === 0) return answer.tell(KEEPING_IS_OFF);
    const count = await this.kept.countOf(personId);
    if (count >= this.maxPerPerson) return answer.tell(keptEnough(count));
    await this.change(view.keptFor(personId), answer);
  }

  private async change(next: View, answer: CardAnswer): Promise<void> {
    await this.persistence.save(next.state);
    await answer.show(next);
  }
}
