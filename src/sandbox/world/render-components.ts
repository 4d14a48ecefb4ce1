import type { APIMessageTopLevelComponent } from 'discord-api-types/v10';
import { ComponentType } from 'discord-api-types/v10';

interface Component {
  readonly type: ComponentType;
  readonly id?: number;
  readonly custom_id?: string;
  readonly components?: readonly Component[];
}

/** What Discord adds where the sender left it out. */
const DEFAULTS: Partial<Record<ComponentType, object>> = {
  [ComponentType.StringSelect]: { min_values: 1, max_values: 1 },
  [ComponentType.UserSelect]: { min_values: 1, max_values: 1 },
  [ComponentType.RoleSelect]: { min_values: 1, max_values: 1 },
  [ComponentType.MentionableSelect]: { min_values: 1, max_values: 1 },
  [ComponentType.ChannelSelect]: { min_values: 1, max_values: 1 },
};

function idsIn(components: readonly Component[]): number[] {
  return components.flatMap(({ id, components: inner = [] }) => [
    ...(id === undefined || id === 0 ? [] : [id]),
    ...idsIn(inner),
  ]);
}

/**
 * Components in Discord's format: those that were sent without an id, or with 0, get the next free
 * number, each row before its content.
 */
export function renderComponents(
  components: readonly APIMessageTopLevelComponent[],
): APIMessageTopLevelComponent[];
export function renderComponents(components: readonly Component[]): Component[] {
  const taken = new Set(idsIn(components));
  let last = 0;
  const nextId = (): number => {
    do {
      last += 1;
    } while (taken.has(last));
    return last;
  };
  const render = (component: Component): Component => ({
    ...DEFAULTS[component.type],
    ...component,
    id: component.id || nextId(),
    ...(component.components && { components: component.components.map((inner) => render(inner)) }),
  });
  return components.map((component) => render(component));
}

/** The id that Discord gives the component with a custom id; undefined if there is none. */
export function componentId(
  components: readonly APIMessageTopLevelComponent[],
  customId: string,
): number | undefined {
  const flat = (list: readonly Component[]): Component[] =>
    list.flatMap((one) => [one, ...flat(one.components ?? [])]);
  return flat(renderComponents(components)).find(({ custom_id }) => custom_id === customId)?.id;
}
