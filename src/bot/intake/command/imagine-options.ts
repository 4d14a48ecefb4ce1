import {
  ApplicationCommandOptionType,
  type ChatInputCommandInteraction,
  type User,
} from 'discord.js';

import { ASPECT_RATIOS } from '../../../interactions/aspect-ratios.js';
import type { CommandOption } from '../../commands/command-options.js';
import { optionTexts } from '../../commands/command-texts.js';
import type { CommandRequest } from '../../../interactions/command-request.js';
import type { OfferedModels } from '../../../interactions/offered-models.js';
import { readFlags } from '../../../interactions/prompt-flags.js';
import { PROMPT_MAX } from '../../../interactions/prompt.js';
import { MAX_COUNT, type Settings } from '../../../interactions/settings.js';
import { styleNamed } from '../../../interactions/styles.js';
import { noSuchModel, noSuchStyle, pictureOf } from './sentences.js';

const { Attachment: ATTACHMENT, Boolean: BOOLEAN } = ApplicationCommandOptionType;
const { Integer: INTEGER, String: STRING, User: USER } = ApplicationCommandOptionType;

const PICTURES = ['picture', 'picture2', 'picture3', 'picture4'] as const;

/** An avatar is fetched in this size, in pixels. */
const AVATAR_SIDE = 1024;

/** The options of `/imagine`; none is needed, but a prompt or a picture is. */
export const IMAGINE_OPTIONS: readonly CommandOption[] = [
  { ...optionTexts('imagine', 'prompt'), type: STRING, maxLength: PROMPT_MAX },
  ...PICTURES.map((name): CommandOption => ({
    ...optionTexts('imagine', name),
    type: ATTACHMENT,
  })),
  { ...optionTexts('imagine', 'avatar'), type: USER },
  { ...optionTexts('imagine', 'style'), type: STRING, autocomplete: true },
  { ...optionTexts('imagine', 'ratio'), type: STRING, choices: ASPECT_RATIOS },
  { ...optionTexts('imagine', 'size'), type: STRING, choices: ['1K', '2K', '4K'] },
  { ...optionTexts('imagine', 'count'), type: INTEGER, minValue: 1, maxValue: MAX_COUNT },
  { ...optionTexts('imagine', 'model'), type: STRING, autocomplete: true },
  { ...optionTexts('imagine', 'private'), type: BOOLEAN },
];

/**
 * What a person has filled in. Options go before flags in the prompt, and these before `defaults`.
 */
export function readImagine(
  command: ChatInputCommandInteraction,
  models: OfferedModels,
  defaults: Settings,
): Pick<
  CommandRequest,
  'prompt' | 'styleKey' | 'settings' | 'estimate' | 'pictures' | 'isPrivate' | 'notes'
> {
  const { options } = command;
  const text = options.getString('prompt') ?? '';
  const model = modelIn(options, models);
  const style = styleIn(options);
  const chosen = { ...settingsIn(options), ...model.setting };
  const { prompt, settings, estimate, notes } = readFlags(text, models, defaults, chosen);
  return {
    prompt,
    styleKey: style.key,
    settings,
    estimate,
    pictures: picturesIn(command),
    isPrivate: options.getBoolean('private') ?? false,
    notes: [...style.notes, ...model.notes, ...notes],
  };
}

type Options = ChatInputCommandInteraction['options'];

/** People can send what is not among the suggestions. */
function styleIn(options: Options) {
  const text = options.getString('style');
  if (text === null) return { key: null, notes: [] };
  const key = styleNamed(text)?.key ?? null;
  return { key, notes: key === null ? [noSuchStyle(text)] : [] };
}

function modelIn(options: Options, models: OfferedModels) {
  const text = options.getString('model');
  if (text === null) return { setting: {}, notes: [] };
  const typed = text.trim().toLowerCase();
  const model = models.find(({ name }) => name.toLowerCase() === typed)?.name;
  if (model !== undefined) return { setting: { model }, notes: [] };
  return { setting: {}, notes: [noSuchModel(text)] };
}

function settingsIn(options: Options): Partial<Settings> {
  const aspectRatio = options.getString('ratio');
  const imageSize = options.getString('size');
  const count = options.getInteger('count');
  return {
    ...(aspectRatio !== null && { aspectRatio }),
    ...(imageSize !== null && { imageSize }),
    ...(count !== null && { count }),
  };
}

function picturesIn(command: ChatInputCommandInteraction): CommandRequest['pictures'] {
  const { options } = command;
  const files = PICTURES.flatMap((name) => options.getAttachment(name) ?? []);
  const person = options.getUser('avatar');
  return [
    ...files.map(({ name, size, url, spoiler }) => ({ name, size, url, isSpoiler: spoiler })),
    ...(person === null
      ? []
      : [
          {
            name: pictureOf(person.displayName),
            size: 0,
            url: avatarOf(person, command),
            isSpoiler: false,
          },
        ]),
  ];
}

/** The picture that people see there: that of the member, where they have one in that server. */
function avatarOf(person: User, { options, guildId, client }: ChatInputCommandInteraction): string {
  const look = { extension: 'png', size: AVATAR_SIDE, forceStatic: true } as const;
  const member = options.getMember('avatar');
  if (member !== null && 'displayAvatarURL' in member) return member.displayAvatarURL(look);
  // discord.js makes no member of a server where the bot is not.
  const own = member?.avatar ?? null;
  return own === null || guildId === null
    ? person.displayAvatarURL(look)
    : client.rest.cdn.guildMemberAvatar(guildId, person.id, own, look);
}
