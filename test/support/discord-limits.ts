import type {
  APIEmbed,
  APILabelComponent,
  APIModalInteractionResponseCallbackData,
} from 'discord-api-types/v10';

import type { CardMessage } from '../../src/views/card-message.js';

/** A text that Discord limits: where it is, how long it is, and how long it may be. */
type Limited = readonly [where: string, text: string | undefined, min: number, max: number];

/** Everything in which a card breaks Discord's limits; empty for a card that Discord takes. */
export function limitsBrokenBy({ embed, rows, picture }: CardMessage): string[] {
  const components = rows.flatMap((row) => row.components);
  const ids = components.flatMap((each) => ('custom_id' in each ? [each.custom_id] : []));
  return [
    ...embedProblems(embed),
    ...texts(ids.map((id) => ['custom_id', id, 1, 100])),
    ...(new Set(ids).size === ids.length ? [] : ['custom ids repeat']),
    ...(rows.length > 5 ? [`${rows.length} rows`] : []),
    ...rows.flatMap(rowProblems),
    ...imageProblems(embed, picture?.name),
  ];
}

/** Everything in which a modal breaks Discord's limits. */
export function limitsBrokenByModal(modal: APIModalInteractionResponseCallbackData): string[] {
  const inputs = modal.components.flatMap((row) => ('components' in row ? row.components : []));
  const labels = modal.components.flatMap((row) => ('component' in row ? [row] : []));
  const contents = modal.components.flatMap((row) => ('content' in row ? [row.content] : []));
  const count = inputs.length + labels.length + contents.length;
  return [
    ...texts([
      ['title', modal.title, 1, 45],
      ['custom_id', modal.custom_id, 1, 100],
    ]),
    ...(count < 1 || count > 5 ? [`${count} parts`] : []),
    ...texts(contents.map((content): Limited => ['text', content, 1, 4000])),
    ...labels.flatMap(labelProblems),
    ...inputs.flatMap((input) => [
      ...texts([
        ['input custom_id', input.custom_id, 1, 100],
        ['label', input.label, 1, 45],
        ['value', input.value ?? '', 0, Math.min(input.max_length ?? 4000, 4000)],
        ['placeholder', input.placeholder ?? '', 0, 100],
      ]),
      ...((input.max_length ?? 1) > 4000 ? ['max_length'] : []),
    ]),
  ];
}

/** Whether a text has half of a surrogate pair, which does not survive the way to Discord. */
export function isTorn(text: string): boolean {
  return /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text);
}

function embedProblems(embed: APIEmbed): string[] {
  const fields = embed.fields ?? [];
  const all = [
    embed.title,
    embed.description,
    embed.footer?.text,
    embed.author?.name,
    ...fields.flatMap(({ name, value }) => [name, value]),
  ];
  const total = all.reduce((sum, text) => sum + (text ?? '').length, 0);
  return [
    ...texts([
      ['title', embed.title ?? '', 0, 256],
      ['description', embed.description ?? '', 0, 4096],
      ['footer', embed.footer?.text, 1, 2048],
      ...fields.flatMap(({ name, value }): Limited[] => [
        ['field name', name, 1, 256],
        [`field ${name}`, value, 1, 1024],
      ]),
    ]),
    ...(fields.length > 25 ? [`${fields.length} fields`] : []),
    ...(total > 6000 ? [`${total} characters in all`] : []),
  ];
}

function rowProblems({ components }: CardMessage['rows'][number]): string[] {
  const selects = components.filter((each) => 'options' in each);
  const isMixed = selects.length > 0 && components.length > 1;
  return [
    ...(components.length < 1 || components.length > 5 ? [`${components.length} in a row`] : []),
    ...(isMixed ? ['a select shares its row'] : []),
    ...components.flatMap((each) => ('label' in each ? texts([['label', each.label, 1, 80]]) : [])),
    ...selects.flatMap(({ options, placeholder }) => [
      ...texts([['placeholder', placeholder ?? '', 0, 150]]),
      ...(options.length < 1 || options.length > 25 ? [`${options.length} options`] : []),
      ...(new Set(options.map(({ value }) => value)).size < options.length ? ['same values'] : []),
      ...texts(
        options.flatMap(({ label, value, description }): Limited[] => [
          ['option label', label, 1, 100],
          ['option value', value, 1, 100],
          ['option description', description ?? '', 0, 100],
        ]),
      ),
    ]),
  ];
}

function labelProblems({ label, component }: APILabelComponent): string[] {
  const limited: Limited[] = [['label', label, 1, 45]];
  if (!('options' in component)) return texts(limited);
  const { options, custom_id } = component;
  return [
    ...texts([...limited, ['select custom_id', custom_id, 1, 100]]),
    ...(options.length < 1 || options.length > 25 ? [`${options.length} options`] : []),
    ...(new Set(options.map(({ value }) => value)).size < options.length ? ['same values'] : []),
    ...texts(options.flatMap((each): Limited[] => [['option label', each.label, 1, 100]])),
  ];
}

function imageProblems(embed: APIEmbed, pictureName: string | undefined): string[] {
  const wanted = pictureName === undefined ? undefined : `attachment://${pictureName}`;
  return embed.image?.url === wanted ? [] : [`shows ${embed.image?.url}, carries ${wanted}`];
}

function texts(limited: readonly Limited[]): string[] {
  return limited.flatMap(([where, text, min, max]) => {
    // Discord trims what it counts as present, and counts UTF-16 units at most as strictly.
    const length = (text ?? '').length;
    const isEmpty = min > 0 && (text ?? '').trim() === '';
    if (isEmpty || length < min || length > max) return [`${where} has ${length} characters`];
    return isTorn(text ?? '') ? [`${where} has half a character`] : [];
  });
}
