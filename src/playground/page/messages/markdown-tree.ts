import { SimpleMarkdown, rules, rulesExtended } from 'discord-markdown-parser';

/** A node of parsed text; its other fields depend on its type. */
export interface MarkdownNode {
  readonly type: string;
  readonly content?: string | readonly MarkdownNode[];
  /** Of a list. */
  readonly items?: readonly (readonly MarkdownNode[])[];
  readonly [key: string]: unknown;
}

const { list } = SimpleMarkdown.defaultRules;

/**
 * The parser has no list rule of its own. A list in Discord ends at the first line that is not
 * indented.
 */
const listRule: typeof list = {
  ...list,
  match: (source, state, before) => list.match(listLines(source), state, before),
};

const parsers = {
  content: SimpleMarkdown.parserFor({ ...rules, list: listRule }),
  embed: SimpleMarkdown.parserFor({ ...rulesExtended, list: listRule }),
};

/** Parses Discord's Markdown. Named links exist only in embeds and in messages of bots. */
export function parseMarkdown(text: string, where: keyof typeof parsers): readonly MarkdownNode[] {
  return parsers[where](text, { inline: true, _list: true });
}

const LIST_LINE = /^(?: *(?:[*-]|\d+\.) | {2,})/;

function listLines(source: string): string {
  const lines = source.split('\n');
  const end = lines.findIndex((line) => !LIST_LINE.test(line));
  return end === -1
    ? source
    : lines
        .slice(0, end)
        .map((line) => `${line}\n`)
        .join('');
}
