import { ApplicationCommandOptionType } from 'discord-api-types/v10';
import type { APIApplicationCommandBasicOption } from 'discord-api-types/v10';
import { html, nothing, type TemplateResult } from 'lit';

import { channelOf, listedChannels, nameOf, type World } from '../state/world.js';
import { mentionable } from './mentions.js';

/** A value that can be chosen. */
export interface Choice {
  readonly name: string;
  readonly value: string | number;
}

/** What the field of an option shows, and whom it tells. */
export interface FieldOf<Option extends APIApplicationCommandBasicOption> {
  readonly option: Option;
  /** The completions of what was typed. */
  readonly completions: readonly Choice[];
  readonly world: World;
  readonly channelId: string;
  /** Is told of every change. */
  readonly input: (event: Event) => void;
}

type Field = FieldOf<APIApplicationCommandBasicOption>;

const Type = ApplicationCommandOptionType;

/** The field for one option of a command, as its kind needs it. */
export function commandField(field: Field): TemplateResult {
  const { name, description, required = false } = field.option;
  return html`<label title=${description}>${name}${required ? ' *' : ''} ${control(field)}</label>`;
}

function control(field: Field): TemplateResult {
  const { option, world, channelId } = field;
  const channel = channelOf(world, channelId);
  switch (option.type) {
    case Type.Attachment:
      return html`<input
        name=${option.name}
        type="file"
        ?required=${option.required}
        @change=${field.input}
      />`;
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

function list({ option, input }: Field, choices: readonly Choice[]): TemplateResult {
  return html`<select name=${option.name} ?required=${option.required} @change=${input}>
    <option value=""></option>
    ${choices.map((each) => html`<option value=${each.value}>${each.name}</option>`)}
  </select>`;
}

function typed({ option, completions, input }: Field): TemplateResult {
  const { name, description, type, required } = option;
  const isNumber = type === Type.Integer || type === Type.Number;
  // Completions of numbers are asked for with what is typed, which a field for numbers hides.
  const isCompleted = 'autocomplete' in option && (option.autocomplete ?? false);
  return html`<input
      name=${name}
      type=${isNumber && !isCompleted ? 'number' : 'text'}
      step=${type === Type.Number ? 'any' : nothing}
      min=${('min_value' in option ? option.min_value : undefined) ?? nothing}
      max=${('max_value' in option ? option.max_value : undefined) ?? nothing}
      minlength=${('min_length' in option ? option.min_length : undefined) ?? nothing}
      maxlength=${('max_length' in option ? option.max_length : undefined) ?? nothing}
      ?required=${required}
      list=${isCompleted ? `choices-${name}` : nothing}
      placeholder=${description}
      autocomplete="off"
      @input=${input}
      @focus=${isCompleted ? input : nothing}
    />
    ${
      isCompleted
        ? html`<datalist id="choices-${name}">
            ${completions.map((each) => html`<option value=${each.value}>${each.name}</option>`)}
          </datalist>`
        : nothing
    }`;
}
