/**
 * A plain discord.js bot, against which the bot is measured: it answers mentions and clicks with
 * what it has in memory, and stores nothing.
 */
import { readFileSync } from 'node:fs';

import {
  Client,
  Events,
  GatewayIntentBits,
  type ButtonInteraction,
  type Message,
  type OmitPartialGroupDMChannel,
} from 'discord.js';

import type { BareAnswer } from './bare-answers.js';

const { DISCORD_TOKEN = '', DISCORD_API_URL = '', BARE_ANSWERS = '' } = process.env;

const stored: BareAnswer[] =
  BARE_ANSWERS === '' ? [] : JSON.parse(readFileSync(BARE_ANSWERS, 'utf8'));
const answers = stored.map(({ picture: { name, base64 }, ...card }) => ({
  ...card,
  files: [{ name, attachment: Buffer.from(base64, 'base64') }],
}));

const client = new Client({
  intents: [
    GatewayIntentBits.Guilds,
    GatewayIntentBits.GuildMessages,
    GatewayIntentBits.DirectMessages,
  ],
  rest: { api: DISCORD_API_URL },
});

client.on(Events.MessageCreate, (message) => void answerMention(message));
client.on(Events.InteractionCreate, (interaction) => {
  if (interaction.isButton()) void answerClick(interaction);
});
client.once(Events.ClientReady, () => {
  process.stdout.write('Ready\n');
});
await client.login(DISCORD_TOKEN);

async function answerMention(message: OmitPartialGroupDMChannel<Message>): Promise<void> {
  const [answer] = answers;
  if (!answer || message.author.bot || !message.mentions.has(message.client.user)) return;
  const [sent] = message.attachments.values();
  const files = sent ? [{ ...answer.files[0], attachment: await bytesOf(sent.url) }] : answer.files;
  await message.reply({ ...answer, files });
}

async function bytesOf(url: string): Promise<Buffer> {
  const response = await fetch(url);
  return Buffer.from(await response.arrayBuffer());
}

async function answerClick(interaction: ButtonInteraction): Promise<void> {
  const [shown] = interaction.message.embeds;
  const isFirst = shown?.description === answers[0]?.embeds[0]?.description;
  const answer = answers[isFirst ? 1 : 0];
  if (answer) await interaction.update({ ...answer, attachments: [] });
}
