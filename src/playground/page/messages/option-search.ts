import type { APISelectMenuOption } from 'discord-api-types/v10';

/**
 * The options whose label or description contains the typed words; those that begin with them come
 * first.
 */
export function matching(
  options: readonly APISelectMenuOption[],
  query: string,
): readonly APISelectMenuOption[] {
  const wanted = query.trim().toLowerCase();
  const isStart = ({ label }: APISelectMenuOption) => label.toLowerCase().startsWith(wanted);
  const found = options.filter(({ label, description }) => {
    return `${label} ${description ?? ''}`.toLowerCase().includes(wanted);
  });
  return [...found.filter(isStart), ...found.filter((option) => !isStart(option))];
}
