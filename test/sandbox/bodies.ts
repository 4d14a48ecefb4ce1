import { ButtonStyle, ComponentType } from 'discord-api-types/v10';

/** Short ways to write bodies as they lie on the wire, valid unless changed. */
export const text = (length: number): string => 'x'.repeat(length);
export const many = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
export const button = (customId: string, more: object = {}) => ({
  type: ComponentType.Button,
  style: ButtonStyle.Primary,
  label: 'ok',
  custom_id: customId,
  ...more,
});
export const option = (value: string, more: object = {}) => ({ label: value, value, ...more });
export const select = (options: object[], more: object = {}) => ({
  type: ComponentType.StringSelect,
  custom_id: 'select',
  options,
  ...more,
});
export const row = (...components: object[]) => ({ type: ComponentType.ActionRow, components });
export const input = (more: object = {}) => ({
  type: ComponentType.TextInput,
  style: 1,
  custom_id: 'prompt',
  label: 'Prompt',
  ...more,
});
export const field = (index: number) => ({ name: `name ${index}`, value: 'value' });

/** What a 50035 says about a field. */
export function errorsAt(body: Record<string, unknown>, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (node, part) =>
        typeof node === 'object' && node !== null ? Reflect.get(node, part) : undefined,
      body['errors'],
    );
}
