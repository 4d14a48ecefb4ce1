import { randomBytes } from 'node:crypto';

import type { FastifyInstance } from 'fastify';

import { SandboxClock } from '../sandbox/clock.js';
import { BotProcess } from './walk/bot-process.js';
import { Sandbox } from '../sandbox/sandbox.js';
import { botEnvironment } from './bot-environment.js';
import { BotBudget } from './bot-budget.js';
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

/** Options of a playground. */
export interface PlaygroundOptions {
  /** On 127.0.0.1; a free one for 0. */
  readonly port: number;
  /** It is closed together with the playground. */
  readonly data: DataDirectory;
  readonly gemini: GeminiSettings & { readonly url: string | undefined };
  readonly logLevel: string | undefined;
  /** See {@link Sandbox}'s option of that name; people are not patient. */
  readonly patient?: boolean;
}

/**
 * The sandbox with a page and the real bot: the bot's process, a model proxy, the offline painter,
 * and the page's API.
 */
export class Playground {
  /** Cleanup functions, in the order in which their parts were started. */
  readonly #cleanups: (() => Promise<unknown>)[] = [];
  /** The page's token; it is in {@link address}. */
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

  /**
   * Stops everything; the bot gets a signal and at most twelve seconds. No process is left running.
   */
  async stop(): Promise<void> {
    for (const end of this.#cleanups.splice(0).toReversed()) await end();
  }

  async #start(): Promise<void> {
    const { data, gemini, port, patient = false } = this.options;
    this.#cleanups.push(() => data.close());
    await data.prepare();
    const painter = new OfflinePainter();
    this.#cleanups.push(() => painter.stop());
    const model = new ModelChoice(gemini);
    const proxy = await ModelProxy.start(model, { painter, geminiUrl: gemini.url });
    this.#cleanups.push(() => proxy.stop());
    const { worldFile } = data;
    await Sandbox.start({
      port,
      patient,
      world: playgroundWorld(new SandboxClock()),
      ...(worldFile === undefined ? {} : { worldFile }),
      extend: (app, itself) => this.#setUp(app, itself, model, proxy),
    });
    this.bot.start();
    // Otherwise the first picture would wait for it. If it fails, the next picture starts it again.
    painter.url().catch(() => undefined);
  }

  /** Adds the bot, its faults and the page to a sandbox that does not listen yet. */
  #setUp(app: FastifyInstance, sandbox: Sandbox, model: ModelChoice, proxy: ModelProxy): void {
    const { data, logLevel } = this.options;
    this.#cleanups.push(() => sandbox.stop());
    const budget = new BotBudget(data.pricesFile);
    const bot = new BotSupervisor(new BotLog(), (onLine) =>
      BotProcess.spawn({
        env: botEnvironment(sandbox, data, { proxy, model, budget }, logLevel),
        cwd: data.botDir,
        endsWithStarter: true,
        onLine,
      }),
    );
    const storage = new StorageLock(data.databaseFile);
    const faults = new FaultSwitches(sandbox.faults, proxy, storage);
    const endPage = servePage(app, { sandbox, bot, model, budget, faults, token: this.token });
    this.#cleanups.push(
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
