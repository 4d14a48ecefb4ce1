import { Client, Events, GatewayIntentBits, Partials } from 'discord.js';
import type { ClientOptions } from 'discord.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import type { SandboxOptions } from '../../src/sandbox/sandbox.js';

const INTENTS = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.DirectMessages,
  GatewayIntentBits.GuildMessageReactions,
];

/** A sandbox with a real discord.js client in it. */
export interface ConnectedBot {
  readonly sandbox: Sandbox;
  readonly client: Client<true>;
  stop(): Promise<void>;
}

/** A client for a sandbox, not yet logged in. */
export function createClient(sandbox: Sandbox, options: Partial<ClientOptions> = {}): Client {
  return new Client({
    intents: INTENTS,
    partials: [Partials.Channel, Partials.Message, Partials.Reaction],
    rest: { api: sandbox.apiUrl, cdn: sandbox.origin, version: '10', retries: 0 },
    ...options,
  });
}

/** Logs a client in and waits until it is ready. */
export async function logIn(client: Client, token: string): Promise<Client<true>> {
  const ready = new Promise<Client<true>>((resolve) => {
    client.once(Events.ClientReady, resolve);
  });
  await client.login(token);
  return ready;
}

/** Starts a sandbox and logs a client in. */
export async function connectBot(
  options: SandboxOptions = {},
  clientOptions: Partial<ClientOptions> = {},
): Promise<ConnectedBot> {
  const sandbox = await Sandbox.start({ patient: true, ...options });
  const client = await logIn(createClient(sandbox, clientOptions), sandbox.token);
  return {
    sandbox,
    client,
    stop: async () => {
      await client.destroy();
      await sandbox.stop();
    },
  };
}
