import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import type {
  APIButtonComponent,
  APIMessageTopLevelComponent,
  APISelectMenuOption,
  APIStringSelectComponent,
} from 'discord-api-types/v10';

/** A button as a person sees it. */
export interface SeenButton {
  /** Its label, or its emoji when it has no label. */
  readonly label: string;
  readonly emoji: string | undefined;
  readonly customId: string;
  readonly url: string | undefined;
  readonly disabled: boolean;
  readonly style: ButtonStyle;
}

/** A select as a person sees it. */
export interface SeenSelect {
  readonly customId: string;
  readonly placeholder: string | undefined;
  readonly options: readonly APISelectMenuOption[];
  readonly disabled: boolean;
}

function rowItems(components: readonly APIMessageTopLevelComponent[]) {
  return components.flatMap((row) => (row.type === ComponentType.ActionRow ? row.components : []));
}

function seenButton(button: APIButtonComponent): SeenButton {
  const label = 'label' in button ? button.label : undefined;
  const emoji = 'emoji' in button ? button.emoji?.name : undefined;
  return {
    label: label ?? emoji ?? '',
    emoji,
    customId: 'custom_id' in button ? button.custom_id : '',
    url: button.style === ButtonStyle.Link ? button.url : undefined,
    disabled: button.disabled ?? false,
    style: button.style,
  };
}

function seenSelect(select: APIStringSelectComponent): SeenSelect {
  const { custom_id: customId, placeholder, options, disabled = false } = select;
  return { customId, placeholder, options, disabled };
}

/** The buttons of a message, in reading order. */
export function buttonsOf(components: readonly APIMessageTopLevelComponent[]): SeenButton[] {
  return rowItems(components)
    .filter((item) => item.type === ComponentType.Button)
    .map((button) => seenButton(button));
}

/** The string selects of a message, in reading order. */
export function selectsOf(components: readonly APIMessageTopLevelComponent[]): SeenSelect[] {
  return rowItems(components)
    .filter((item) => item.type === ComponentType.StringSelect)
    .map((select) => seenSelect(select));
}

/** The select that has all these options, and their values. Throws when none has. */
export function chosenIn(
  selects: readonly SeenSelect[],
  names: readonly string[],
): SeenSelect & { readonly values: readonly string[] } {
  for (const select of selects) {
    const values = names
      .map((name) => select.options.find(({ label, value }) => value === name || label === name))
      .flatMap((option) => option?.value ?? []);
    if (values.length === names.length) return { ...select, values };
  }
  throw new Error(`No select of this message has ${names.map((name) => `"${name}"`).join(', ')}.`);
}
