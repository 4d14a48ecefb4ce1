import {
  ApplicationCommandOptionType,
  MessageFlags,
  PermissionFlagsBits,
  type ChatInputCommandInteraction,
  type ModalSubmitInteraction,
} from 'discord.js';
import { Discord, ModalComponent, Slash, SlashChoice, SlashOption } from 'discordx';
import { inject, injectable } from 'tsyringe';

import { OFFERED_MODELS } from '../../generation/models/offered-models.js';
import { fitSettings } from '../../interactions/fit-settings.js';
import type { OfferedModels } from '../../interactions/offered-models.js';
import { DefaultSettings, type SettingsOwner } from '../../persistence/default-settings.js';
import { AppError } from '../../platform/app-error.js';
import { chosenSettings, settingsSelects } from '../../views/settings-modal.js';
import { settingsWords } from '../../views/settings-words.js';
import { chosenIn } from '../cards/components/chosen-settings.js';
import { isBotHere } from '../guards/is-bot-here.js';
import { choiceTexts, commandTexts, optionTexts } from './command-texts.js';
import { EVERYWHERE } from './command-places.js';
import { SETTINGS_OF, SETTINGS_REFUSED, startingWith } from './sentences.js';

type Whose = SettingsOwner['kind'];

const MODAL = /^default_settings:(?:person|server)$/;

/** `/settings`: what new cards start with, for oneself or for a server. */
@Discord()
@injectable()
export class SettingsCommand {
  constructor(
    private readonly defaults: DefaultSettings,
    @inject(OFFERED_MODELS) private readonly models: OfferedModels,
  ) {}

  @Slash({ ...commandTexts('settings'), ...EVERYWHERE })
  async open(
    @SlashChoice(
      { ...choiceTexts('person'), value: 'person' },
      { ...choiceTexts('server'), value: 'server' },
    )
    @SlashOption({
      ...optionTexts('settings', 'for'),
      type: ApplicationCommandOptionType.String,
      required: false,
    })
    whose: Whose | undefined,
    command: ChatInputCommandInteraction,
  ): Promise<void> {
    const owner = ownerIn(command, whose ?? 'person');
    const components = settingsSelects(await this.defaults.of(owner), this.models);
    const { title } = SETTINGS_OF[owner.kind];
    await command.showModal({ custom_id: `default_settings:${owner.kind}`, title, components });
  }

  @ModalComponent({ id: MODAL })
  async submit(modal: ModalSubmitInteraction): Promise<void> {
    const owner = ownerIn(modal, modal.customId.endsWith(':server') ? 'server' : 'person');
    const before = await this.defaults.of(owner);
    const chosen = chosenSettings(before, (name) => chosenIn(modal, name));
    const { settings, notes } = fitSettings(chosen, this.models);
    await this.defaults.save(owner, settings);
    const { cards } = SETTINGS_OF[owner.kind];
    const content = [startingWith(cards, settingsWords(settings)), ...notes].join('\n');
    await modal.reply({ content, flags: MessageFlags.Ephemeral });
  }
}

/**
 * Whose settings somebody may change.
 *
 * @throws AppError `discord.missing_permissions` where they may not manage the server, or the bot
 * is not in it.
 */
function ownerIn(
  asked: ChatInputCommandInteraction | ModalSubmitInteraction,
  whose: Whose,
): SettingsOwner {
  if (whose === 'person') return { kind: 'person', id: asked.user.id };
  const mayManage = asked.memberPermissions?.has(PermissionFlagsBits.ManageGuild) === true;
  if (asked.guildId !== null && mayManage && isBotHere(asked))
    return { kind: 'server', id: asked.guildId };
  throw new AppError({
    code: 'discord.missing_permissions',
    retryable: false,
    userMessage: SETTINGS_REFUSED,
  });
}
