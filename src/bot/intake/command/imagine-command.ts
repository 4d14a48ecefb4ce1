import {
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
  type Client,
} from 'discord.js';
import { Discord, Slash } from 'discordx';
import { inject, injectable } from 'tsyringe';

import { OFFERED_MODELS } from '../../../generation/models/offered-models.js';
import type { OfferedModels } from '../../../interactions/offered-models.js';
import { CommandRequests } from '../../../persistence/command-requests.js';
import { DefaultSettings } from '../../../persistence/default-settings.js';
import { restoreView } from '../../../views/restore-view.js';
import { CommandOptions } from '../../commands/command-options.js';
import { commandTexts } from '../../commands/command-texts.js';
import { EVERYWHERE } from '../../commands/command-places.js';
import { isBotHere } from '../../guards/is-bot-here.js';
import type { CardGuardData } from '../../guards/restored-card.js';
import { acknowledge } from './acknowledge.js';
import { CommandTurns } from './command-turns.js';
import { IMAGINE_OPTIONS, readImagine } from './imagine-options.js';
import { suggestions } from './suggestions.js';

/** `/imagine`: a request with a form, which becomes an interaction like a mention. */
@Discord()
@injectable()
export class ImagineCommand {
  constructor(
    private readonly requests: CommandRequests,
    private readonly defaults: DefaultSettings,
    private readonly turns: CommandTurns,
    @inject(OFFERED_MODELS) private readonly models: OfferedModels,
  ) {}

  @Slash({ ...commandTexts('imagine'), ...EVERYWHERE })
  @CommandOptions(IMAGINE_OPTIONS)
  async imagine(
    command: ChatInputCommandInteraction | AutocompleteInteraction,
    client: Client<true>,
    card: CardGuardData,
  ): Promise<void> {
    if (command.isAutocomplete()) return command.respond(suggestions(command, this.models));
    const { id, token, user, guildId, channelId } = command;
    const asker = { userId: user.id, guildId };
    const read = readImagine(command, this.models, await this.defaults.forRequest(asker));
    const hasChannel = isBotHere(command);
    const request = { ...read, ...asker, id, token, channelId, hasChannel, form: null };
    // What Discord is told to be received may not be forgotten.
    await this.requests.add(request);
    await acknowledge(command, request.isPrivate);
    const state = await this.turns.answer(request, client);
    if (state !== null) card.view = restoreView(state);
  }
}
