import { DIService, tsyringeDependencyRegistryEngine } from '@discordx/di';
import { Client } from 'discordx';
import { container as root, instanceCachingFactory, type DependencyContainer } from 'tsyringe';

import { createDataSource, databaseFileOf } from '../ormconfig.js';
import { createClient } from './bot/client.js';
import { DiscordCardDelivery } from './bot/delivery/discord-card-delivery.js';
import { ErrorGuard } from './bot/guards/error-guard.js';
import { RestoreViewGuard } from './bot/guards/restore-view-guard.js';
import { HANDLERS } from './bot/handlers.js';
import { CDN_ORIGINS } from './bot/mention/attachment-download.js';
import { MESSAGE_CONTENT_INTENT } from './bot/mention/replied-pictures.js';
import { CLOCK, systemClock } from './clock.js';
import type { Config } from './config.js';
import { CARD_DELIVERY } from './generation/card-delivery.js';
import { GeminiModel, type GeminiOptions } from './generation/gemini-model.js';
import { GENERATION_LIMITS } from './generation/generation-limits.js';
import { GenerationQueue } from './generation/generation-queue.js';
import { GenerationSteps } from './generation/generation-steps.js';
import { IMAGE_MODEL } from './generation/image-model.js';
import { ModelHealth } from './generation/model-health.js';
import { OfflineModel } from './generation/offline-model.js';
import { ProgressDisplay } from './generation/progress-display.js';
import { ImageProcessor } from './imaging/image-processor.js';
import { DiskUsage } from './ops/disk-usage.js';
import { InFlight } from './ops/in-flight.js';
import { LOGGER, type Logger } from './ops/logger.js';
import { DATA_SOURCE } from './persistence/database.js';
import { CachedImageStore } from './persistence/images/cached-image-store.js';
import { FileImageStore } from './persistence/images/file-image-store.js';
import { IMAGE_STORE } from './persistence/images/image-store.js';
import { InteractionTurns } from './persistence/interaction-turns.js';

/**
 * A container in which every token has its implementation. Nothing is opened or connected yet.
 * A test replaces what it wants to in a child of it.
 */
export function createContainer(config: Config, logger: Logger): DependencyContainer {
  const container = root.createChildContainer();
  container.registerInstance(CLOCK, systemClock);
  container.registerInstance(LOGGER, logger);
  registerPersistence(container, config);
  registerGeneration(container, config);
  registerBot(container, config, logger);
  return container;
}

function registerPersistence(container: DependencyContainer, config: Config): void {
  const databaseFile = databaseFileOf(config);
  container.registerInstance(DATA_SOURCE, createDataSource(databaseFile));
  container.registerInstance(DiskUsage, new DiskUsage(databaseFile));
  const files = new FileImageStore(config.dataDir, systemClock);
  container.registerInstance(IMAGE_STORE, new CachedImageStore(files));
  container.registerSingleton(InteractionTurns);
}

function registerGeneration(
  container: DependencyContainer,
  { model, generations }: Config,
): void {
  container.register(IMAGE_MODEL, {
    useFactory: (dependencies) =>
      model.kind === 'offline'
        ? dependencies.resolve(OfflineModel)
        : new GeminiModel(geminiOptions(model), dependencies.resolve(ImageProcessor)),
  });
  container.registerInstance(GENERATION_LIMITS, generations);
  container.registerSingleton(GenerationSteps);
  container.registerSingleton(ModelHealth);
  container.registerSingleton(GenerationQueue);
  container.registerSingleton(ProgressDisplay);
}

function registerBot(container: DependencyContainer, config: Config, logger: Logger): void {
  container.registerInstance(CDN_ORIGINS, config.discord.cdnOrigins);
  container.registerInstance(MESSAGE_CONTENT_INTENT, config.discord.messageContentIntent);
  container.registerSingleton(InFlight);
  container.registerSingleton(CARD_DELIVERY, DiscordCardDelivery);
  container.register(Client, {
    useFactory: instanceCachingFactory((dependencies) =>
      createClient(config, logger, {
        error: dependencies.resolve(ErrorGuard),
        restoreView: dependencies.resolve(RestoreViewGuard),
      }),
    ),
  });
}

function geminiOptions({
  apiKey,
  name,
  baseUrl,
  timeoutMs,
}: Extract<Config['model'], { kind: 'gemini' }>): GeminiOptions {
  return { apiKey, model: name, timeoutMs, ...(baseUrl !== null && { baseUrl }) };
}

/** Lets discordx resolve its handlers, once each, from `container` or from a test's child of it. */
export function useForHandlers(container: DependencyContainer): void {
  DIService.engine = tsyringeDependencyRegistryEngine.setInjector(container);
  for (const handler of HANDLERS) DIService.engine.addService(handler);
}
