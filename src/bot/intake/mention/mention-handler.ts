import type { Message } from 'discord.js';
import { Discord, On, type ArgsOf, type Client } from 'discordx';
import PQueue from 'p-queue';
import { inject, injectable } from 'tsyringe';

import { LOGGER, type Logger } from '../../../platform/logger.js';
import type { InteractionState } from '../../../interactions/interaction-state.js';
import { Requests } from '../../../persistence/requests.js';
import { PROMPT_MAX } from '../../../views/edit-prompt-modal.js';
import { clip } from '../../../views/embed-limits.js';
import { restoreView } from '../../../views/restore-view.js';
import { tellPerson } from '../../cards/answering/tell-person.js';
import type { CardGuardData } from '../../guards/restored-card.js';
import { CardPoster } from './card-poster.js';
import { isForBot, isHidden } from './mention-names.js';
import { MentionReader, type MentionRequest } from './mention-reader.js';
import { RequestRecorder } from '../request-recorder.js';

const ROLE_ONLY =
  'You mentioned my role, and Discord does not show me such messages. Please mention me as a user, and pick me from the list that appears after typing @.';

/** Discord takes 2,000 characters in a message; the rest is for how to ask. */
const NOTES_MAX = 1_500;

/** Ten pictures of 8 MiB each may be in memory for every request that is being read. */
const MAX_REQUESTS_AT_ONCE = 4;

/** A mention with a prompt, pictures or both becomes an interaction with a card. */
@Discord()
@injectable()
export class MentionHandler {
  private readonly reading = new PQueue({ concurrency: MAX_REQUESTS_AT_ONCE });

  constructor(
    private readonly reader: MentionReader,
    private readonly recorder: RequestRecorder,
    private readonly poster: CardPoster,
    private readonly requests: Requests,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  @On({ event: 'messageCreate' })
  async onMessage(
    [message]: ArgsOf<'messageCreate'>,
    _client: Client,
    card: CardGuardData,
  ): Promise<void> {
    if (!isForBot(message)) return;
    void this.showThatItWasSeen(message);
    if (isHidden(message)) return tellPerson(message, ROLE_ONLY);
    await this.reading.add(() => this.answer(message, card));
  }

  private async answer(message: Message, card: CardGuardData): Promise<void> {
    const known = await this.requests.find(message.id);
    if (known) return this.goOn(message, known, card);
    const request = await this.reader.read(message);
    const problem = problemWith(request);
    if (problem) return tellPerson(message, problem);
    const state = await this.recorder.record(message, request);
    card.view = restoreView(state);
    await this.poster.post(message, state);
  }

  /** A former process was killed over this message, if its card is not known. */
  private async goOn(message: Message, state: InteractionState, card: CardGuardData) {
    card.view = restoreView(state);
    if (state.messageId === null) await this.poster.postUnlessThere(message, state);
  }

  private async showThatItWasSeen(message: Message): Promise<void> {
    const signs = [
      message.react('🎨'),
      ...(message.channel.isSendable() ? [message.channel.sendTyping()] : []),
    ];
    const failed = (await Promise.allSettled(signs)).find(({ status }) => status === 'rejected');
    // Both need permissions that the bot can do without.
    if (failed) this.logger.debug({ messageId: message.id, failed }, 'Could not react or type');
  }
}

function problemWith({ prompt, pictures, notes }: MentionRequest): string | null {
  if (prompt.length > PROMPT_MAX) {
    return `Your prompt has ${prompt.length} characters, and I can take ${PROMPT_MAX}. Please send it again, shorter: I would not like to guess what to cut.`;
  }
  if (prompt || pictures.length > 0) return null;
  return [
    ...(notes.length > 0 ? [clip(notes.join('\n'), NOTES_MAX)] : []),
    'Mention me with a prompt, with pictures, or with both, and I will make something of it. For example:',
    '> @me a lighthouse on a cliff, in the evening sun',
    '> @me make it winter *(with a photo attached, or as a reply to one)*',
  ].join('\n');
}
