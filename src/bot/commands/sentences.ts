import type { Keeping } from '../../config/keeping.js';
import { STYLES } from '../../interactions/styles.js';
import { countText } from '../../platform/amounts.js';

/** What people are told by the commands of this folder. Their names are in `locales/`. */

const HELP = [
  '**How to make a picture**',
  '1. Mention me with a prompt, up to ten pictures, or both; also in a reply to a message with a picture. A reply to me without a mention in its text is only a comment, until you press its ✏️. `/imagine` asks with a form, and **Edit this picture** in the menu of a message (Apps) starts from its pictures.',
  '2. A card shows what I understood. **Process Prompt** makes the picture; **Edit Prompt** changes the words first.',
  '3. On the result, ⬅️ ➡️ and **Go to…** walk through all outputs. **Process Prompt** goes on from the one you see, 🔁 repeats what made it, 🎛️ varies it. The menu applies a style to the picture that it names; walk to another one to style that.',
  '',
  '⚙️ **Settings** chooses ratio, size, number and model for what follows on a card; `--ar 16:9`, `--size 2K`, `--n 4` and `--model NAME` in a mention or in **Edit Prompt** do the same. `/settings` sets what your new cards start with.',
  '⭐ keeps a result until it is pressed again. 🗑️ deletes a card with all that I have stored for it.',
  '`/history` shows what you have asked for, to you alone: search it, download a picture, or post a card where you are. `/show` brings a card by the id in its footer.',
  '`/export` gives you all that I have stored about you, and `/forget` erases it, or one card of yours.',
  'Add me to your own apps, and you have my commands everywhere. Where I am not myself, I cannot read mentions, and after 15 minutes a card changes only by a press on its buttons.',
  '',
];

const STYLE_LIST = `**Styles:** ${STYLES.map(({ emoji, name }) => `${emoji} ${name}`).join(' · ')}`;

/** What `/help` says. @param retentionDays 0: cards are kept for ever. */
export function help({ retentionDays }: Pick<Keeping, 'retentionDays'>): string {
  const kept =
    retentionDays === 0
      ? 'for ever'
      : `${countText(retentionDays, 'day')} after their last use; a server can choose fewer`;
  const promise = `My buttons survive restarts, crashes and deploys. Cards are kept ${kept}.`;
  return [...HELP, promise, '', STYLE_LIST].join('\n');
}

/** What `/settings` says, about one's own cards and about those of a server. */
export const SETTINGS_OF = {
  person: { title: 'Your settings', cards: 'your new cards' },
  server: { title: 'Settings of this server', cards: 'new cards on this server' },
} as const;

export const SETTINGS_REFUSED =
  'The settings of a server can be changed only in that server, if I am in it, by people with Manage Server. You can always change your own: /settings.';

/** @param words the settings; none where all is automatic. */
export function startingWith(cards: string, words: readonly string[]): string {
  return `From now on, ${cards} start with: ${words.join(' · ') || 'everything automatic'}.`;
}

/** How the bot is. */
export interface Status {
  readonly version: string;
  readonly upForMs: number;
  /** Null: not measured yet. */
  readonly latencyMs: number | null;
}

export function statusLines({ version, upForMs, latencyMs }: Status): string[] {
  return [
    '**Bot status**',
    `**Version** ${version}`,
    `**Up for** ${duration(upForMs)}`,
    `**Latency** ${latencyMs === null ? 'not measured yet' : `${latencyMs} ms`}`,
  ];
}

/** @param count of the requests; more than `max` are not told apart. */
export function keptLine(isServer: boolean, count: number, max: number): string {
  const place = isServer ? 'this server' : 'this chat';
  return `**Requests kept from ${place}** ${count > max ? `more than ${max}` : count}`;
}

function duration(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  const [days, hours] = [Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24];
  return [days && `${days} d`, hours && `${hours} h`, `${minutes % 60} min`]
    .filter(Boolean)
    .join(' ');
}
