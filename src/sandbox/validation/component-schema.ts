import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import { z } from 'zod';
import { boundedList, boundedText, snowflake, url } from './fields.js';
import { problem } from './parse-body.js';

/** A component's custom id. */
export const customId = boundedText(1, 100);
const MAX_ROWS = 5;
const MAX_BUTTONS_IN_ROW = 5;

const emoji = z
  .object({
    id: snowflake.nullish(),
    name: z.string().nullish(),
    animated: z.boolean().optional(),
  })
  .check((context) => {
    const { id, name } = context.value;
    if (!id && !(name && /\p{Extended_Pictographic}|\p{Regional_Indicator}|\u20e3/u.test(name))) {
      context.issues.push(problem(['name'], 'BUTTON_COMPONENT_INVALID_EMOJI', 'Invalid emoji'));
    }
  });

const base = { id: z.int().optional(), disabled: z.boolean().optional() };
const label = z.string().max(80).optional();

const actionButton = z
  .object({
    ...base,
    type: z.literal(ComponentType.Button),
    style: z.literal([
      ButtonStyle.Primary,
      ButtonStyle.Secondary,
      ButtonStyle.Success,
      ButtonStyle.Danger,
    ]),
    label,
    emoji: emoji.optional(),
    custom_id: customId,
  })
  .check((context) => {
    if (!context.value.label && context.value.emoji === undefined) {
      const text = 'A button must have a label or an emoji.';
      context.issues.push(problem([], 'BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED', text));
    }
  });

const linkButton = z.object({
  ...base,
  type: z.literal(ComponentType.Button),
  style: z.literal(ButtonStyle.Link),
  label,
  emoji: emoji.optional(),
  url: url('http', 'https', 'discord'),
});

const button = z.discriminatedUnion('style', [actionButton, linkButton]);

const option = z.object({
  label: boundedText(1, 100),
  value: boundedText(1, 100),
  description: z.string().max(100).nullish(),
  emoji: emoji.nullish(),
  default: z.boolean().optional(),
});

const selectBase = {
  ...base,
  custom_id: customId,
  placeholder: z.string().max(150).nullish(),
  min_values: z.int().min(0).max(25).optional(),
  max_values: z.int().min(1).max(25).optional(),
  /** Counts in a modal only. */
  required: z.boolean().optional(),
};

/** A string select, in a message or in a modal. */
export const stringSelect = z
  .object({
    ...selectBase,
    type: z.literal(ComponentType.StringSelect),
    options: boundedList(option, 1, 25),
  })
  .check((context) => {
    const { options, min_values: minimum = 1, max_values: maximum = 1 } = context.value;
    const values = new Set<string>();
    for (const [index, { value }] of options.entries()) {
      if (values.has(value)) {
        const text = 'The specified option value is already used';
        const path = ['options', index, 'value'];
        context.issues.push(problem(path, 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED', text));
      }
      values.add(value);
    }
    const chosen = options.filter((each) => each.default === true).length;
    if (chosen > maximum) {
      const text = 'The number of default values must fit the number of values.';
      context.issues.push(problem(['options'], 'SELECT_COMPONENT_MAX_VALUES', text));
    }
    if (maximum > options.length || minimum > maximum) {
      const text = 'The number of values must fit the number of options.';
      context.issues.push(problem(['max_values'], 'BASE_TYPE_BAD_LENGTH', text));
    }
  });

const entitySelect = z.object({
  ...selectBase,
  type: z.literal([
    ComponentType.UserSelect,
    ComponentType.RoleSelect,
    ComponentType.MentionableSelect,
    ComponentType.ChannelSelect,
  ]),
  channel_types: z.array(z.int()).optional(),
});

const rowItem = z.discriminatedUnion('type', [button, stringSelect, entitySelect]);

const actionRow = z
  .object({
    type: z.literal(ComponentType.ActionRow),
    id: z.int().optional(),
    components: boundedList(rowItem, 1, MAX_BUTTONS_IN_ROW),
  })
  .check((context) => {
    const { components } = context.value;
    const hasSelect = components.some(({ type }) => type !== ComponentType.Button);
    if (hasSelect && components.length > 1) {
      const text = 'The specified component exceeds the maximum width';
      const path = ['components', 1];
      context.issues.push(problem(path, 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', text));
    }
  });

/** The problem of two components with the same custom id. */
export function duplicatedCustomId(path: readonly (string | number)[]): z.core.$ZodRawIssue {
  const text = 'Component custom id cannot be duplicated';
  return problem([...path, 'custom_id'], 'COMPONENT_CUSTOM_ID_DUPLICATED', text);
}

/** A message's components: at most five rows, every custom id only once. */
export const componentsSchema = z
  .array(actionRow)
  .max(MAX_ROWS)
  .check((context) => {
    const seen = new Set<string>();
    for (const [row, { components }] of context.value.entries()) {
      for (const [column, component] of components.entries()) {
        const id = 'custom_id' in component ? component.custom_id : undefined;
        if (id !== undefined && seen.has(id)) {
          context.issues.push(duplicatedCustomId([row, 'components', column]));
        }
        if (id !== undefined) {
          seen.add(id);
        }
      }
    }
  });
