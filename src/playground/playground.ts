import { randomBytes } from 'node:crypto';

import type { FastifyInstance } from 'fastify';

import { SandboxClock } from '../sandbox/clock.js';
import { BotProcess } from './walk/bot-process.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { botEnvironment } from './bot-environment.js';
import { BotLog } from './bot-log.js';
import { BotSupervisor } from './bot-supervisor.js';
import type { DataDirectory } from './data-directory.js';
import { FaultSwitches } from './fault-switches.js';
import { ModelChoice } from './model-choice.js';
import type { GeminiSettings } from './model-choice.js';
import { ModelProxy } from './model-proxy.js';
import { OfflinePainter } from './offline-painter.js';
import { servePage } from './page-server.js';
import { playgroundWorld } from './playground-world.js';
import { StorageLock } from './storage-lock.js';

/** How a playground is started. */
export interface PlaygroundOptions {
  /** On 127.0.0.1; a free one for 0. */
  readonly port: number;
  /** It is closed with the playground. */
  readonly data: DataDirectory;
  readonly gemini: GeminiSettings & { readonly url: string | undefined };
  readonly logLevel: string | undefined;
  /** See {@link Sandbox}'s option of that name; people are not patient. */
  readonly patient?: boolean;
}

/**
 * The sandbox with a page in front and the real bot in it: the bot's process, a model proxy, the
 * offline painter, and the API that the page uses.
 */
export class Playground {
  /** What has to be ended, in the order it was begun. */
  readonly #endings: (() => Promise<unknown>)[] = [];
  /** What the page has to present; it is in {@link address}. */
  readonly token = randomBytes(24).toString('base64url');
  #sandbox: Sandbox | undefined;
  #bot: BotSupervisor | undefined;

  private constructor(private readonly options: PlaygroundOptions) {}

  /** Starts everything and waits until the page can be opened; the bot may still be starting. */
  static async start(options: PlaygroundOptions): Promise<Playground> {
    const playground = new Playground(options);
    try {
      await playground.#start();
      return playground;
    } catch (error) {
      await playground.stop();
      throw error;
    }
  }

  /** The page's address with the token. */
  get address(): string {
    return `${this.sandbox.origin}/#token=${this.token}`;
  }

  get sandbox(): Sandbox {
    return present(this.#sandbox);
  }

  get bot(): BotSupervisor {
    return present(this.#bot);
  }

  /** Stops everything: the bot calmly, twelve seconds at most. Nothing is left running. */
  async stop(): Promise<void> {
    for (const end of this.#endings.splice(0).toReversed()) await end();
  }

  async #start(): Promise<void> {
    const { data, gemini, port, patient = false } = this.options;
    this.#endings.push(() => data.close());
    await data.prepare();
    const painter = new OfflinePainter();
    this.#endings.push(() => painter.stop());
    const model = new ModelChoice(gemini);
    const proxy = await ModelProxy.start(model, { painter, geminiUrl: gemini.url });
    this.#endings.push(() => proxy.stop());
    const { worldFile } = data;
    await Sandbox.start({
      port,
      patient,
      world: playgroundWorld(new SandboxClock()),
      ...(worldFile === undefined ? {} : { worldFile }),
      extend: (app, itself) => this.#furnish(app, itself, model, proxy),
    });
    this.bot.start();
    // The first picture would have to wait for it; if it fails, the next one starts it again.
    painter.url().catch(() => undefined);
  }

  /** Puts the bot, its faults and the page in front into a sandbox that does not listen yet. */
  #furnish(app: FastifyInstance, sandbox: Sandbox, model: ModelChoice, proxy: ModelProxy): void {
    const { data, logLevel } = this.options;
    this.#endings.push(() => sandbox.stop());
    const bot = new BotSupervisor(new BotLog(), (onLine) =>
      BotProcess.spawn({
        env: botEnvironment(sandbox, data, proxy, model, logLevel),
        cwd: data.botDir,
        endsWithStarter: true,
        onLine,
      }),
    );
    const storage = new StorageLock(data.databaseFile);
    const faults = new FaultSwitches(sandbox.faults, proxy, storage);
    const endPage = servePage(app, { sandbox, bot, model, faults, token: this.token });
    this.#endings.push(
      async () => endPage(),
      () => bot.end(),
      () => storage.end(),
    );
    [this.#sandbox, this.#bot] = [sandbox, bot];
  }
}

function present<T>(part: T | undefined): T {
  if (part === undefined) throw new Error('The playground has not started.');
  return part;
}
