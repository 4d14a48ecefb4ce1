import type { AutocompleteInteraction, ChatInputCommandInteraction } from 'discord.js';
import { Discord, Guard, Slash, type Client } from 'discordx';
import { inject, injectable } from 'tsyringe';

import { OFFERED_MODELS } from '../../../generation/models/offered-models.js';
import type { OfferedModels } from '../../../interactions/offered-models.js';
import { DefaultSettings } from '../../../persistence/default-settings.js';
import { restoreView } from '../../../views/restore-view.js';
import { CommandOptions } from '../../commands/command-options.js';
import { commandTexts } from '../../commands/command-texts.js';
import { EVERYWHERE } from '../../commands/command-places.js';
import { isAgeRestricted } from '../../guards/age-restricted.js';
import { isBotHere } from '../../guards/is-bot-here.js';
import { permissionsGuard } from '../../guards/permissions-guard.js';
import { mayBotWriteHere, mayWriteHere } from '../../guards/place-permissions.js';
import type { CardGuardData } from '../../guards/restored-card.js';
import { CommandTurns } from './command-turns.js';
import { IMAGINE_OPTIONS, readImagine } from './imagine-options.js';
import { suggestions } from './suggestions.js';

/** `/imagine`: a request with a form, which becomes an interaction like a mention. */
@Discord()
@injectable()
export class ImagineCommand {
  constructor(
    private readonly defaults: DefaultSettings,
    private readonly turns: CommandTurns,
    @inject(OFFERED_MODELS) private readonly models: OfferedModels,
  ) {}

  @Guard(permissionsGuard)
  @Slash({ ...commandTexts('imagine'), ...EVERYWHERE })
  @CommandOptions(IMAGINE_OPTIONS)
  async imagine(
    command: ChatInputCommandInteraction | AutocompleteInteraction,
    _client: Client,
    card: CardGuardData,
  ): Promise<void> {
    if (command.isAutocomplete()) return command.respond(suggestions(command, this.models));
    const { id, token, user, guildId, channelId } = command;
    const asker = { userId: user.id, guildId };
    const read = readImagine(command, this.models, await this.defaults.forRequest(asker));
    const hasChannel = isBotHere(command) && mayBotWriteHere(command);
    // Where the person may not write, the card is not for others to see.
    const isPrivate = read.isPrivate || !mayWriteHere(command);
    const covers = { isPrivate, isAgeRestricted: isAgeRestricted(command.channel) };
    const where = { channelId, hasChannel, ...covers };
    const request = { ...read, ...asker, ...where, id, token, fromCard: null, form: null };
    const state = await this.turns.receive(command, request, isPrivate);
    if (state !== null) card.view = restoreView(state);
  }
}
