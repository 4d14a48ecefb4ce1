import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import type { APIApplicationCommandBasicOption } from 'discord-api-types/v10';
import { html, nothing, type TemplateResult } from 'lit';

import { typedIn } from '../shell/dom-events.js';
import { channelOf, listedChannels, nameOf, type World } from '../state/world.js';
import type { Choice } from './completed-field-element.js';
import { fileOption } from './file-option.js';
import type { PreviewedFile } from './file-previews.js';
import { mentionable } from './mentions.js';

/** What the field of an option shows, and whom it tells. */
export interface FieldOf<Option extends APIApplicationCommandBasicOption> {
  readonly option: Option;
  readonly world: World;
  readonly channelId: string;
  /** The chosen file of an option for files. */
  readonly file: PreviewedFile | undefined;
  /** Is told of every change of a value; an empty text: none. */
  readonly write: (value: string) => void;
  /** Is told of every change of the file. */
  readonly attach: (file: File | undefined) => void;
  /** The bot's completions of what was typed. */
  readonly complete: (typed: string) => Promise<readonly Choice[]>;
}

type Field = FieldOf<APIApplicationCommandBasicOption>;

const Type = ApplicationCommandOptionType;

/** Texts that may be longer than this get the whole width. */
const LONG_TEXT = 100;

/** The field for one option of a command, as its kind needs it. */
export function commandField(field: Field): TemplateResult {
  const { name, required = false } = field.option;
  return html`<div class="option-field ${isLong(field.option) ? 'long' : ''}">
    <label for=${idOf(name)}>${name}${required ? ' *' : ''}</label> ${control(field)}
  </div>`;
}

function idOf(name: string): string {
  return `option-${name}`;
}

function isLong(option: APIApplicationCommandBasicOption): boolean {
  return (
    option.type === Type.String &&
    !isCompleted(option) &&
    (option.choices ?? []).length === 0 &&
    (('max_length' in option ? option.max_length : undefined) ?? Infinity) > LONG_TEXT
  );
}

function isCompleted(option: APIApplicationCommandBasicOption): boolean {
  return 'autocomplete' in option && (option.autocomplete ?? false);
}

function control(field: Field): TemplateResult {
  const { option, world, channelId } = field;
  const channel = channelOf(world, channelId);
  if (isCompleted(option)) return completed(field);
  switch (option.type) {
    case Type.Attachment:
      return fileOption(idOf(option.name), option, field.file, field.attach);
    case Type.Boolean:
      return list(field, [
        { name: 'true', value: 'true' },
        { name: 'false', value: 'false' },
      ]);
    case Type.User:
    case Type.Mentionable: {
      const people = mentionable(world, channel, '');
      return list(
        field,
        people.map(({ user: { id } }) => ({ name: nameOf(world, id), value: id })),
      );
    }
    case Type.Channel: {
      const channels = listedChannels(world, channel?.guildId ?? null);
      return list(
        field,
        channels.map(({ id, name }) => ({ name, value: id })),
      );
    }
    case Type.Integer:
    case Type.Number:
    case Type.String:
      return option.choices !== undefined && option.choices.length > 0
        ? list(field, option.choices)
        : typed(field);
    default:
      return typed(field);
  }
}

function list({ option, write }: Field, choices: readonly Choice[]): TemplateResult {
  return html`<select
    id=${idOf(option.name)}
    name=${option.name}
    title=${option.description}
    ?required=${option.required}
    @change=${(event: Event) => write(typedIn(event))}
  >
    <option value=""></option>
    ${choices.map((each) => html`<option value=${each.value}>${each.name}</option>`)}
  </select>`;
}

function completed({ option, complete, write }: Field): TemplateResult {
  return html`<playground-completed-field
    .fieldId=${idOf(option.name)}
    .option=${option}
    .complete=${complete}
    .write=${write}
  ></playground-completed-field>`;
}

function typed({ option, write }: Field): TemplateResult {
  const { name, description, type, required } = option;
  const isNumber = type === Type.Integer || type === Type.Number;
  return html`<input
    id=${idOf(name)}
    name=${name}
    type=${isNumber ? 'number' : 'text'}
    step=${type === Type.Number ? 'any' : nothing}
    min=${('min_value' in option ? option.min_value : undefined) ?? nothing}
    max=${('max_value' in option ? option.max_value : undefined) ?? nothing}
    minlength=${('min_length' in option ? option.min_length : undefined) ?? nothing}
    maxlength=${('max_length' in option ? option.max_length : undefined) ?? nothing}
    ?required=${required}
    placeholder=${description}
    title=${description}
    autocomplete="off"
    @input=${(event: Event) => write(typedIn(event))}
  />`;
}
