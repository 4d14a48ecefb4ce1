import { EventEmitter } from 'node:events';

import type { Faults } from '../sandbox/faults.js';
import type { ModelProxy } from './model-proxy.js';
import type { FaultName, FaultStates } from './protocol.js';
import type { StorageLock } from './storage-lock.js';

/** New messages and edits of the bot, by channel or by interaction. */
const MESSAGE_ROUTES = /^\/(?:channels\/\d+\/messages|webhooks)\//;
const NEW_MESSAGES = /^\/(?:channels\/\d+\/messages|webhooks\/\d+\/[^/]+)$/;
const RATE_LIMIT_WINDOW_MS = 2_000;

/** A picture of one megabyte takes a quarter of a minute. */
const SLOW_LINE_BYTES_PER_SECOND = 64 * 1024;

type Switch = (isOn: boolean) => void;

/** The faults of the bot panel. Each one is off until it is switched on, and stays on. */
export class FaultSwitches extends EventEmitter<{ change: [FaultStates] }> {
  readonly #switches: Readonly<Record<FaultName, Switch>>;
  readonly #on = new Set<FaultName>();

  constructor(discord: Faults, model: ModelProxy, storage: StorageLock) {
    super();
    const ofModel =
      (name: Parameters<typeof model.faults.add>[0]): Switch =>
      (isOn) => {
        if (isOn) model.faults.add(name);
        else model.faults.delete(name);
      };
    this.#switches = {
      slowStorage: (isOn) => storage.set(isOn),
      slowModel: ofModel('slowModel'),
      promptBlocked: ofModel('promptBlocked'),
      outputBlocked: ofModel('outputBlocked'),
      modelOverloaded: ofModel('modelOverloaded'),
      discordErrors: revocable(() => serverErrors(discord)),
      discordRateLimits: revocable(() => rateLimits(discord)),
      slowLine: (isOn) => {
        discord.bytesPerSecond = isOn ? SLOW_LINE_BYTES_PER_SECOND : Infinity;
      },
    };
  }

  get states(): FaultStates {
    const on = this.#on;
    return {
      slowStorage: on.has('slowStorage'),
      slowModel: on.has('slowModel'),
      promptBlocked: on.has('promptBlocked'),
      outputBlocked: on.has('outputBlocked'),
      modelOverloaded: on.has('modelOverloaded'),
      discordErrors: on.has('discordErrors'),
      discordRateLimits: on.has('discordRateLimits'),
      slowLine: on.has('slowLine'),
    };
  }

  /** Switches a fault on or off; does nothing if it is so already. */
  set(name: FaultName, isOn: boolean): void {
    if (this.#on.has(name) === isOn) return;
    if (isOn) this.#on.add(name);
    else this.#on.delete(name);
    this.#switches[name](isOn);
    this.emit('change', this.states);
  }
}

/** A switch for something that returns a function that removes it. */
function revocable(put: () => () => void): Switch {
  let takeBack: (() => void) | undefined;
  return (isOn) => {
    takeBack?.();
    takeBack = isOn ? put() : undefined;
  };
}

function serverErrors(discord: Faults): () => void {
  const body = { message: '500: Internal Server Error', code: 0 };
  const effect = { kind: 'status', status: 500, body } as const;
  return discord.add({ effect, every: 2, times: Number.POSITIVE_INFINITY });
}

function rateLimits(discord: Faults): () => void {
  const each = { limit: 1, windowMs: RATE_LIMIT_WINDOW_MS };
  const takeBacks = [
    discord.rateLimit({ ...each, method: 'POST', route: NEW_MESSAGES }),
    discord.rateLimit({ ...each, method: 'PATCH', route: MESSAGE_ROUTES }),
  ];
  return () => {
    for (const takeBack of takeBacks) takeBack();
  };
}
