import type {
  APISelectMenuOption,
  APIStringSelectComponent,
  ComponentType,
} from 'discord-api-types/v10';

import type { CardRow } from './card-message.js';

const ACTION_ROW = 1 satisfies ComponentType.ActionRow;
const STRING_SELECT = 3 satisfies ComponentType.StringSelect;

/** One choice of a select. */
export type SelectOption = APISelectMenuOption;

/** A row that is one select. */
export function selectRow({
  customId,
  ...select
}: Pick<APIStringSelectComponent, 'placeholder' | 'disabled'> & {
  readonly customId: string;
  readonly options: readonly SelectOption[];
}): CardRow {
  const options = [...select.options];
  return {
    type: ACTION_ROW,
    components: [{ type: STRING_SELECT, custom_id: customId, ...select, options }],
  };
}
