import 'reflect-metadata';
import { inspect } from 'node:util';

import type { DependencyContainer } from 'tsyringe';

import { AppError } from './platform/app-error.js';
import { Beginnings } from './persistence/beginnings.js';
import { Bot } from './bot/bot.js';
import { CommandRegistration } from './bot/commands/command-registration.js';
import { ShardDuties } from './bot/gateway/shards/shard-duties.js';
import { Standby } from './bot/gateway/standby.js';
import { ShardHandover } from './bot/gateway/shards/shard-handover.js';
import { ListedWords } from './bot/moderation/words/listed-words.js';
import { readConfig, secretsOf, type Config } from './config/config.js';
import { backgroundWork } from './background.js';
import { createContainer, useForHandlers } from './container.js';
import { environmentOfProcess } from './config/environment.js';
import { GenerationQueue } from './generation/generation-queue.js';
import { GenerationResume } from './generation/generation-resume.js';
import { announceSpending } from './generation/spending/announcement.js';
import { LedgerReconciliation } from './generation/spending/ledger-reconciliation.js';
import { ProgressDisplay } from './generation/progress-display.js';
import { CONFIGURATION, exitCodeFor } from './platform/exit-codes.js';
import { InFlight } from './platform/in-flight.js';
import { InstanceLock } from './persistence/locks/instance-lock.js';
import { ProcessSlot } from './persistence/locks/process-slot.js';
import { MonitoringServer } from './monitoring/monitoring-server.js';
import { createLogger, LOGGER, type Logger } from './platform/logger.js';
import { TRACING } from './platform/tracing.js';
import { withoutSecrets } from './platform/secrets.js';
import { endLeasesOf } from './persistence/dead-process.js';
import { Duties } from './persistence/duties.js';
import { restoreEnded } from './persistence/locks/restore-turn.js';
import { VERSION } from './platform/version.js';
import { DATA_SOURCE } from './persistence/database/database.js';
import { openTracing } from './tracing/open-tracing.js';
import { openDatabaseWhenReachable } from './persistence/database/patient-opening.js';

/** How long running answers may take after the process is told to stop. */
const STOP_GRACE_MS = 10_000;
/**
 * How much longer than the grace of generations a stop takes at most. The container and the systemd
 * unit kill the process a little later.
 */
const STOP_MARGIN_MS = 12_000;

/** How long the connections to Discord may take to close after that. */
const CLOSE_GRACE_MS = 5_000;

/** Texts that no output may contain; empty until the configuration is read. */
const secrets: string[] = [];

/** Starts everything in order, waits for the first signal, and stops everything in reverse. */
async function main(stopSignal: Promise<NodeJS.Signals>): Promise<void> {
  const config = readConfig(environmentOfProcess());
  secrets.push(...secretsOf(config));
  const logger = createLogger(config.logLevel, secrets);
  const container = createContainer(config, logger);
  container.registerInstance(TRACING, await openTracing(config.traces, logger));
  useForHandlers(container);
  const lock = await lockOf(config, container.resolve(Duties));
  try {
    await run(container, config, lock, stopSignal);
  } finally {
    await container.resolve(ShardDuties).release();
    await lock.release();
  }
}

/** PostgreSQL is for several processes; there, duties keep them apart. */
async function lockOf(
  { dataDir, postgresUrl }: Config,
  { owner }: Duties,
): Promise<InstanceLock | ProcessSlot> {
  return postgresUrl === null
    ? InstanceLock.acquire(dataDir, new Date())
    : ProcessSlot.acquire(dataDir, owner);
}

async function run(
  container: DependencyContainer,
  config: Config,
  lock: InstanceLock | ProcessSlot,
  stopSignal: Promise<NodeJS.Signals>,
): Promise<void> {
  const logger = container.resolve(LOGGER);
  const stopping = new AbortController();
  const stopped = stopSignal.then(() => stopping.abort());
  const deadOwner = lock instanceof ProcessSlot ? lock.formerOwner : null;
  const booted = boot(container, config, deadOwner, stopping.signal);
  const running = await Promise.race([booted, stopped.then(() => null)]);
  if (running === null) {
    // The next start continues whatever this one was doing, even a long migration.
    logger.info('Stopped before the start was complete');
    return;
  }
  const reason = await Promise.race([stopSignal, running.cannotGoOn]);
  const isForced = reason instanceof AppError;
  logger.info(isForced ? { err: reason } : { signal: reason }, 'Stopping');
  const limit = setTimeout(() => giveUpStopping(logger), stopLimitMs(config));
  await running.stop(!isForced);
  clearTimeout(limit);
  logger.info('Stopped');
  if (isForced) throw reason;
}

/** The running bot. */
interface Running {
  /**
   * Resolves with the reason when Discord closes the connection permanently, or shards are lost.
   */
  readonly cannotGoOn: Promise<AppError>;
  /** @param handsOver whether another process may take the shards over before. */
  readonly stop: (handsOver: boolean) => Promise<void>;
}

async function boot(
  container: DependencyContainer,
  config: Config,
  deadOwner: string | null,
  signal: AbortSignal,
): Promise<Running> {
  const logger = container.resolve(LOGGER);
  const dataSource = container.resolve(DATA_SOURCE);
  const beginnings = container.resolve(Beginnings);
  const bot = container.resolve(Bot);
  const generations = container.resolve(GenerationQueue);
  const commands = container.resolve(CommandRegistration);
  const resume = container.resolve(GenerationResume);
  const ledger = container.resolve(LedgerReconciliation);
  const background = backgroundWork(container);
  const monitoringServer = container.resolve(MonitoringServer);
  const shards = container.resolve(ShardDuties);
  const handover = container.resolve(ShardHandover);

  await container.resolve(ListedWords).load();
  // First, so that monitoring can see a start that hangs.
  await monitoringServer.start();
  await openDatabaseWhenReachable(dataSource, logger);
  if (deadOwner !== null) await endLeasesOf(dataSource, deadOwner, new Date());
  const standby = container.resolve(Standby);
  const ownShards = await shards.find(config.discord.token);
  await standby.during(shards.take(ownShards, signal));
  // After taking: a restore takes its duty first, too, and looks then who else has one.
  await standby.during(restoreEnded(container.resolve(Duties), logger, signal));
  await beginnings.load();
  await resume.prepare();
  await ledger.start();
  await shards.whileHeld(bot.start(config.discord.token, await handover.formerProcess()));
  await commands.start();
  container.resolve(ProgressDisplay).start();
  await resume.start();
  background.start();
  await handover.ready();
  announceSpending(config, logger);
  logger.info({ version: VERSION, dataDir: config.dataDir }, 'Ready');

  return {
    cannotGoOn: Promise.race([bot.closedPermanently(), shards.lost()]),
    stop: async (handsOver) => {
      const toldAtMs = Date.now();
      const { shutdownGraceMs: graceMs } = config;
      const patienceMs = Math.max(graceMs / 2, graceMs - STOP_GRACE_MS);
      if (handsOver) await handover.handOver(patienceMs, stopLimitMs(config));
      bot.stopListening();
      resume.stop();
      container.resolve(ProgressDisplay).stop();
      await Promise.all([
        container.resolve(InFlight).stop(STOP_GRACE_MS),
        generations.stop(Math.max(0, toldAtMs + graceMs - Date.now())),
        commands.stop(),
        ledger.stop(),
        background.stop(),
      ]);
      await bot.stop(CLOSE_GRACE_MS);
      await beginnings.stop();
      await handover.signOff();
      await shards.release();
      await monitoringServer.stop();
      await dataSource.destroy();
      await container.resolve(TRACING).stop();
    },
  };
}

/** How long a stop may take at most. */
function stopLimitMs({ shutdownGraceMs }: Config): number {
  return Math.max(shutdownGraceMs, STOP_GRACE_MS) + STOP_MARGIN_MS;
}

/** A killed process loses nothing, so nothing that hangs may hold up the stop. */
function giveUpStopping(logger: Logger): never {
  logger.error('Stopping took too long, so it is broken off; the next start goes on from here');
  process.exit(1);
}

/** Resolves with the name of the first stop signal; a second signal ends the process at once. */
function firstStopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let isStopping = false;
    const onSignal = (signal: NodeJS.Signals) => {
      if (isStopping) process.exit(1);
      isStopping = true;
      resolve(signal);
    };
    process.on('SIGTERM', onSignal).on('SIGINT', onSignal);
  });
}

/** Writes the reason to standard error. Returns the exit code. */
function tell(error: unknown): number {
  const text = error instanceof AppError ? error.userMessage : inspect(error);
  process.stderr.write(`Nano Banana cannot go on. ${withoutSecrets(text, secrets)}\n`);
  return exitCodeFor(error);
}

/**
 * Docker restarts whatever ends, also where no start can help, and each try may cost one
 * of Discord's starts of the day. So with `HOLD_WHEN_MISCONFIGURED` the process waits
 * until it is stopped.
 */
async function hold(stopSignal: Promise<NodeJS.Signals>): Promise<void> {
  process.stderr.write(
    'It waits until it is stopped. Correct the configuration, and start it again.\n',
  );
  const keepAlive = setInterval(() => undefined, STOP_GRACE_MS);
  await stopSignal;
  clearInterval(keepAlive);
}

// Active generations are in the database.
process.on('uncaughtException', (error) => process.exit(tell(error)));
const signalled = firstStopSignal();
try {
  await main(signalled);
} catch (error) {
  const exitCode = tell(error);
  const isHeld = exitCode === CONFIGURATION && process.env['HOLD_WHEN_MISCONFIGURED'] === 'true';
  if (isHeld) await hold(signalled);
  process.exit(exitCode);
}
process.exit(0);
