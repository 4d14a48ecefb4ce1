import { ApplicationCommandOptionType, type ChatInputCommandInteraction } from 'discord.js';

import { ASPECT_RATIOS } from '../../../interactions/aspect-ratios.js';
import type { CommandOption } from '../../commands/command-options.js';
import type { CommandRequest } from '../../../interactions/command-request.js';
import type { OfferedModels } from '../../../interactions/offered-models.js';
import { readFlags } from '../../../interactions/prompt-flags.js';
import { PROMPT_MAX } from '../../../interactions/prompt.js';
import { MAX_COUNT, type Settings } from '../../../interactions/settings.js';
import { styleNamed } from '../../../interactions/styles.js';
import { leftOut } from '../read-pictures.js';

const { Attachment: ATTACHMENT, Boolean: BOOLEAN } = ApplicationCommandOptionType;
const { Integer: INTEGER, String: STRING, User: USER } = ApplicationCommandOptionType;

const PICTURES = ['picture', 'picture2', 'picture3', 'picture4'] as const;

/** An avatar is fetched in this size, in pixels. */
const AVATAR_SIDE = 1024;

/** The options of `/imagine`; none is needed, but a prompt or a picture is. */
export const IMAGINE_OPTIONS: readonly CommandOption[] = [
  {
    name: 'prompt',
    description: 'What to make, or what to change in the pictures',
    type: STRING,
    maxLength: PROMPT_MAX,
  },
  ...PICTURES.map((name, n): CommandOption => ({
    name,
    description: n === 0 ? 'A picture to work from' : 'Another picture to work from',
    type: ATTACHMENT,
  })),
  { name: 'avatar', description: 'Somebody whose profile picture to work from', type: USER },
  { name: 'style', description: 'One of 25 styles', type: STRING, autocomplete: true },
  {
    name: 'ratio',
    description: 'Width to height',
    type: STRING,
    choices: ASPECT_RATIOS,
  },
  {
    name: 'size',
    description: 'How large',
    type: STRING,
    choices: ['1K', '2K', '4K'],
  },
  {
    name: 'count',
    description: 'How many pictures',
    type: INTEGER,
    minValue: 1,
    maxValue: MAX_COUNT,
  },
  { name: 'model', description: 'The image model', type: STRING, autocomplete: true },
  { name: 'private', description: 'Whether only you see the card', type: BOOLEAN },
];

/** What a person has filled in. Options go before flags in the prompt, and these before `defaults`. */
export function readImagine(
  command: ChatInputCommandInteraction,
  models: OfferedModels,
  defaults: Settings,
): Pick<CommandRequest, 'prompt' | 'styleKey' | 'settings' | 'pictures' | 'isPrivate' | 'notes'> {
  const { options } = command;
  const text = options.getString('prompt') ?? '';
  const model = modelIn(options, models);
  const style = styleIn(options);
  const chosen = { ...settingsIn(options), ...model.setting };
  const { prompt, settings, notes } = readFlags(text, models, defaults, chosen);
  return {
    prompt,
    styleKey: style.key,
    settings,
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
  return { key, notes: key === null ? [leftOut(text, 'It is none of my styles.')] : [] };
}

function modelIn(options: Options, models: OfferedModels) {
  const text = options.getString('model');
  if (text === null) return { setting: {}, notes: [] };
  const typed = text.trim().toLowerCase();
  const model = models.find(({ name }) => name.toLowerCase() === typed)?.name;
  if (model !== undefined) return { setting: { model }, notes: [] };
  return { setting: {}, notes: [leftOut(text, 'It is none of my models.')] };
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

function picturesIn({ options }: ChatInputCommandInteraction): CommandRequest['pictures'] {
  const files = PICTURES.flatMap((name) => options.getAttachment(name) ?? []);
  const person = options.getUser('avatar');
  const member = options.getMember('avatar');
  const shown = member !== null && 'displayAvatarURL' in member ? member : person;
  return [
    ...files.map(({ name, size, url, spoiler }) => ({ name, size, url, isSpoiler: spoiler })),
    ...(shown === null || person === null
      ? []
      : [
          {
            name: `the picture of ${person.displayName}`,
            size: 0,
            url: shown.displayAvatarURL({ extension: 'png', size: AVATAR_SIDE, forceStatic: true }),
            isSpoiler: false,
          },
        ]),
  ];
}
