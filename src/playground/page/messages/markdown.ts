import { html, nothing, type TemplateResult } from 'lit';

import { elementOf } from '../shell/dom-events.js';
import { channelOf, nameOf, type World } from '../state/world.js';
import { parseMarkdown, type MarkdownNode } from './markdown-tree.js';
import { messageLink } from './message-link.js';
import { timestampText } from './timestamp-text.js';

type Drawn = TemplateResult | string | typeof nothing | readonly Drawn[];

/** A template of text as Discord shows it. */
export function markdown(
  text: string,
  world: World,
  where: 'content' | 'embed' = 'content',
): Drawn {
  const nodes = parseMarkdown(text, where);
  const onlyEmoji = nodes.every((node) => node.type === 'twemoji' || isBlank(node));
  const drawn = drawAll(nodes, world);
  return onlyEmoji && nodes.length > 0 ? html`<span class="jumbo">${drawn}</span>` : drawn;
}

/** The text in one line without formatting, for reply lines and screen readers. */
export function plainText(text: string, world: World): string {
  const words = (nodes: readonly MarkdownNode[]): string =>
    nodes.map((node) => wordsOf(node, world, words)).join('');
  return words(parseMarkdown(text, 'embed')).replaceAll(/\s+/g, ' ').trim();
}

function wordsOf(
  node: MarkdownNode,
  world: World,
  words: (nodes: readonly MarkdownNode[]) => string,
): string {
  const mention = mentionText(node, world);
  if (mention !== null) return mention;
  if (node.type === 'br') return ' ';
  if (node.type === 'twemoji') return String(node['name']);
  if (node.type === 'list') return (node.items ?? []).map(words).join(' ');
  const { content } = node;
  if (typeof content === 'string') return content;
  return content === undefined ? '' : words(content);
}

function drawAll(nodes: readonly MarkdownNode[], world: World): Drawn[] {
  return nodes.map((node) => draw(node, world));
}

function draw(node: MarkdownNode, world: World): Drawn {
  const mention = mentionText(node, world);
  if (mention !== null) return html`<discord-mention type="none">${mention}</discord-mention>`;
  const inner = () => inside(node, world);
  switch (node.type) {
    case 'br':
    case 'newline':
      return html`<br />`;
    case 'strong':
      return html`<strong>${inner()}</strong>`;
    case 'em':
      return html`<em>${inner()}</em>`;
    case 'underline':
      return html`<u>${inner()}</u>`;
    case 'strikethrough':
      return html`<s>${inner()}</s>`;
    case 'inlineCode':
      return html`<discord-code>${node['content']}</discord-code>`;
    case 'codeBlock':
      return html`<discord-code multiline>${node['content']}</discord-code>`;
    case 'blockQuote':
      return html`<discord-quote>${inner()}</discord-quote>`;
    case 'subtext':
      return html`<small>${inner()}</small>`;
    case 'heading':
      return html`<strong class="heading level-${String(node['level'])}">${inner()}</strong>`;
    case 'spoiler':
      return html`<button class="spoiler" type="button" aria-label="Spoiler" @click=${reveal}>
        <span>${inner()}</span>
      </button>`;
    case 'list':
      return listOf(node, world);
    case 'timestamp':
      return html`<time class="stamp">${stampText(node)}</time>`;
    case 'url':
    case 'autolink':
    case 'link':
      return linkTo(String(node['target']), inner(), world, node.type !== 'link');
    case 'twemoji':
      return html`<span class="emoji">${String(node['name'])}</span>`;
    case 'emoji':
      return `:${String(node['name'])}:`;
    default:
      return inner();
  }
}

function inside({ content }: MarkdownNode, world: World): Drawn {
  if (content === undefined) return nothing;
  return typeof content === 'string' ? content : drawAll(content, world);
}

function listOf(node: MarkdownNode, world: World): Drawn {
  const items = (node.items ?? []).map((item) => {
    return html`<li>${drawAll(item, world)}</li>`;
  });
  return node['ordered'] === true
    ? html`<ol class="text-list" start=${String(node['start'])}>
        ${items}
      </ol>`
    : html`<ul class="text-list">
        ${items}
      </ul>`;
}

/**
 * Only web addresses become links, because anyone can write text. The bare address of a message is
 * shown as its channel.
 */
function linkTo(target: string, inner: Drawn, world: World, isBare: boolean): Drawn {
  const found = messageLink(target);
  if (found !== null && isBare) {
    const name = `#${channelOf(world, found.channelId)?.name ?? 'unknown'}`;
    return html`<a class="message-link" href=${target} aria-label="Message in ${name}"
      >${name} <span aria-hidden="true">› 💬</span></a
    >`;
  }
  return /^https?:\/\//i.test(target)
    ? html`<a href=${target} target="_blank" rel="noopener noreferrer">${inner}</a>`
    : inner;
}

function mentionText(node: MarkdownNode, world: World): string | null {
  const id = String(node['id']);
  switch (node.type) {
    case 'user':
      return `@${nameOf(world, id)}`;
    case 'channel':
      return `#${channelOf(world, id)?.name ?? 'unknown'}`;
    case 'role':
      return '@role';
    case 'everyone':
    case 'here':
      return `@${node.type}`;
    case 'slashCommand':
      return `/${String(node['fullName'])}`;
    default:
      return null;
  }
}

function stampText({ timestamp, format }: MarkdownNode): string {
  const style = typeof format === 'string' ? format : undefined;
  return timestampText(Number(timestamp), style, Date.now());
}

function isBlank({ type, content }: MarkdownNode): boolean {
  return type === 'text' && typeof content === 'string' && content.trim() === '';
}

function reveal(event: Event): void {
  const button = elementOf(event);
  button?.classList.add('revealed');
  button?.removeAttribute('aria-label');
}
