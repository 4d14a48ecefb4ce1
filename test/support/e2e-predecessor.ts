import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import type { APIButtonComponent, APIMessageTopLevelComponent } from 'discord-api-types/v10';

import { STYLES } from '../../src/interactions/styles.js';

/** The components of a result, as the Python bot posted them. */
export function formerResultRows(): APIMessageTopLevelComponent[] {
  return [
    buttons(
      ['style_nav_left', '◀'],
      ['style_nav_right', '▶'],
      ['style_process_prompt', 'Process Prompt'],
      ['style_edit_prompt', 'Edit Prompt'],
    ),
    styles('style_options_select'),
  ];
}

/** The components of a preview, as the Python bot posted them. */
export function formerPreviewRows(): APIMessageTopLevelComponent[] {
  return [
    buttons(['process_request_button', 'Process Request'], ['process_edit_prompt', 'Edit Prompt']),
    styles('process_style_select'),
  ];
}

/**
 * The components of a card as this program posted them before all cards had one look.
 *
 * @param offer the button that a card had only while it waited, or after a failure.
 */
export function earlierRows(
  view: 'process_view' | 'style_view',
  id: string,
  offer?: 'generation_cancel' | 'generation_try_again',
): APIMessageTopLevelComponent[] {
  const rows = view === 'style_view' ? formerResultRows() : formerPreviewRows();
  return rows.map((row, n) => {
    if (row.type !== ComponentType.ActionRow) return row;
    const offered = n === 0 && offer !== undefined ? [button(offer, 'Now')] : [];
    const components = [...row.components, ...offered].map((item) =>
      'custom_id' in item ? { ...item, custom_id: `${item.custom_id}:${id}` } : item,
    );
    return { ...row, components };
  });
}

function buttons(...told: readonly [string, string][]): APIMessageTopLevelComponent {
  return {
    type: ComponentType.ActionRow,
    components: told.map(([custom_id, label]) => button(custom_id, label)),
  };
}

function button(custom_id: string, label: string): APIButtonComponent {
  return { type: ComponentType.Button, style: ButtonStyle.Secondary, custom_id, label };
}

function styles(custom_id: string): APIMessageTopLevelComponent {
  const options = STYLES.map(({ key, name }) => ({ label: name, value: key }));
  return {
    type: ComponentType.ActionRow,
    components: [{ type: ComponentType.StringSelect, custom_id, options }],
  };
}
