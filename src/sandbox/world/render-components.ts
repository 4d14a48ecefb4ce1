import type { APIMessageTopLevelComponent } from 'discord-api-types/v10';
import { ComponentType } from 'discord-api-types/v10';

interface Component {
  readonly type: ComponentType;
  readonly id?: number | undefined;
  readonly custom_id?: string;
  readonly components?: readonly Component[];
  /** What a label holds. */
  readonly component?: Component;
}

/** What Discord adds where the sender left it out. */
const DEFAULTS: Partial<Record<ComponentType, object>> = {
  [ComponentType.StringSelect]: { min_values: 1, max_values: 1 },
  [ComponentType.UserSelect]: { min_values: 1, max_values: 1 },
  [ComponentType.RoleSelect]: { min_values: 1, max_values: 1 },
  [ComponentType.MentionableSelect]: { min_values: 1, max_values: 1 },
  [ComponentType.ChannelSelect]: { min_values: 1, max_values: 1 },
};

/** The components of a list, each before its content. */
function flat(components: readonly Component[]): Component[] {
  return components.flatMap((one) => {
    const { component, components: inner = [] } = one;
    return [one, ...flat(component === undefined ? inner : [component])];
  });
}

/**
 * Components in Discord's format: those that were sent without an id, or with 0, get the next free
 * number, each row or label before its content.
 */
export function renderComponents<Of extends Component>(components: readonly Of[]): Of[];
export function renderComponents(components: readonly Component[]): Component[] {
  const taken = new Set(flat(components).map(({ id }) => id));
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
    ...(component.component && { component: render(component.component) }),
  });
  return components.map((component) => render(component));
}

/** The id that Discord gives the component with a custom id; undefined if there is none. */
export function componentId(
  components: readonly APIMessageTopLevelComponent[],
  customId: string,
): number | undefined {
  return flat(renderComponents(components)).find(({ custom_id }) => custom_id === customId)?.id;
}
