import { ComponentType, TextInputStyle } from 'discord-api-types/v10';
import { z } from 'zod';
import { customId, duplicatedCustomId, stringSelect } from './component-schema.js';
import { boundedList, boundedText } from './fields.js';
import { problem } from './parse-body.js';

const textInput = z
  .object({
    type: z.literal(ComponentType.TextInput),
    id: z.int().optional(),
    custom_id: customId,
    style: z.literal([TextInputStyle.Short, TextInputStyle.Paragraph]),
    label: boundedText(1, 45).nullish(),
    min_length: z.int().min(0).max(4000).nullish(),
    max_length: z.int().min(1).max(4000).nullish(),
    required: z.boolean().nullish(),
    value: z.string().max(4000).nullish(),
    placeholder: z.string().max(100).nullish(),
  })
  .check((context) => {
    const { value, max_length: maximum } = context.value;
    if (value && maximum && value.length > maximum) {
      const text = `Must be ${maximum} or fewer in length.`;
      context.issues.push(problem(['value'], 'BASE_TYPE_MAX_LENGTH', text));
    }
  });

const fileUpload = z
  .object({
    type: z.literal(ComponentType.FileUpload),
    id: z.int().optional(),
    custom_id: customId,
    min_values: z.int().min(0).max(10).nullish(),
    max_values: z.int().min(1).max(10).nullish(),
    required: z.boolean().nullish(),
  })
  .check((context) => {
    const { min_values: minimum, max_values: maximum } = context.value;
    if ((minimum ?? 1) > (maximum ?? 1)) {
      const text = 'The minimum number of files must not exceed the maximum.';
      context.issues.push(problem(['max_values'], 'BASE_TYPE_BAD_LENGTH', text));
    }
  });

const row = z.object({
  type: z.literal(ComponentType.ActionRow),
  id: z.int().optional(),
  components: boundedList(
    textInput.check((context) => {
      if (!context.value.label) {
        context.issues.push(problem(['label'], 'BASE_TYPE_REQUIRED', 'This field is required'));
      }
    }),
    1,
    1,
  ),
});

const labelled = z.object({
  type: z.literal(ComponentType.Label),
  id: z.int().optional(),
  label: boundedText(1, 45),
  description: z.string().max(100).nullish(),
  component: z.discriminatedUnion('type', [
    textInput,
    stringSelect.check((context) => {
      if (context.value.disabled !== undefined) {
        const text = 'A select of a modal cannot be disabled';
        context.issues.push(problem(['disabled'], 'COMPONENT_DISABLED_NOT_ALLOWED', text));
      }
    }),
    fileUpload,
  ]),
});

/** Markdown between the fields. */
const textDisplay = z.object({
  type: z.literal(ComponentType.TextDisplay),
  id: z.int().optional(),
  content: boundedText(1, 4000),
});

/**
 * A modal: a title, one to five texts, rows with a text input, or labels with a text input, a
 * string select or a field for files, every custom id only once.
 */
export const modalSchema = z.object({
  custom_id: customId,
  title: boundedText(1, 45),
  components: boundedList(z.discriminatedUnion('type', [row, labelled, textDisplay]), 1, 5).check(
    (context) => {
      const seen = new Set<string>();
      for (const [index, item] of context.value.entries()) {
        if (item.type === ComponentType.TextDisplay) continue;
        const isLabel = item.type === ComponentType.Label;
        const id = isLabel ? item.component.custom_id : item.components[0]?.custom_id;
        if (id !== undefined && seen.has(id)) {
          context.issues.push(
            duplicatedCustomId([index, ...(isLabel ? ['component'] : ['components', 0])]),
          );
        }
        seen.add(id ?? '');
      }
    },
  ),
});

/** A modal after validation. */
export type ModalBody = z.output<typeof modalSchema>;
