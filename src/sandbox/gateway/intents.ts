import { GatewayIntentBits } from 'discord-api-types/v10';

/** All existing intents as one number. */
const ALL_INTENTS = Object.values(GatewayIntentBits)
  .filter((bit) => typeof bit === 'number')
  .reduce((all, bit) => all | bit, 0);

/** Privileged intents that the sandbox never grants. */
const NEVER_GRANTED = GatewayIntentBits.GuildMembers | GatewayIntentBits.GuildPresences;

/** Whether a session requested an intent. */
export function hasIntent(intents: number, bit: GatewayIntentBits): boolean {
  return (intents & bit) !== 0;
}

/** Whether the number consists of existing intents; Discord closes with 4013 otherwise. */
export function areIntentsValid(intents: unknown): intents is number {
  return typeof intents === 'number' && Number.isInteger(intents) && (intents & ~ALL_INTENTS) === 0;
}

/** Whether the application may request these intents; Discord closes with 4014 otherwise. */
export function areIntentsAllowed(intents: number, messageContent: boolean): boolean {
  const refused = NEVER_GRANTED | (messageContent ? 0 : GatewayIntentBits.MessageContent);
  return (intents & refused) === 0;
}
