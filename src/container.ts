import { DIService, tsyringeDependencyRegistryEngine } from '@discordx/di';
import { Client } from 'discordx';
import { Registry } from 'prom-client';
import { instanceCachingFactory, type DependencyContainer } from 'tsyringe';

import { createClient } from './bot/client.js';
import { ClientGatewayState } from './bot/client-gateway-state.js';
import { DiscordCardDelivery } from './bot/delivery/discord-card-delivery.js';
import { ErrorGuard } from './bot/guards/error-guard.js';
import { MeasureGuard } from './bot/guards/measure-guard.js';
import { RestoreViewGuard } from './bot/guards/restore-view-guard.js';
import { HANDLERS } from './bot/handlers.js';
import { CATCH_UP_HOURS } from './bot/catch-up/catch-up-window.js';
import { CDN_ORIGINS } from './bot/mention/attachment-download.js';
import { MESSAGE_CONTENT_INTENT } from './bot/mention/replied-pictures.js';
import { EventLedger } from './bot/session/event-ledger.js';
import { GatewayConnections } from './bot/session/gateway-connections.js';
import { GatewayWatch } from './bot/session/gateway-watch.js';
import { RESUME_SESSION } from './bot/session/missed-events.js';
import { OnceGuard } from './bot/session/once-guard.js';
import { SessionKeeper } from './bot/session/session-keeper.js';
import { CLOCK, systemClock } from './clock.js';
import type { Config } from './config.js';
import { CARD_DELIVERY } from './generation/card-delivery.js';
import { GeminiModel, type GeminiOptions } from './generation/gemini-model.js';
import { GENERATION_LIMITS } from './generation/generation-limits.js';
import { GenerationQueue } from './generation/generation-queue.js';
import { GenerationSteps } from './generation/generation-steps.js';
import { IMAGE_MODEL } from './generation/image-model.js';
import { MeasuredModel } from './generation/measured-model.js';
import { ModelHealth } from './generation/model-health.js';
import { OfflineModel } from './generation/offline-model.js';
import { IMAGE_COMPRESSION } from './generation/output-recorder.js';
import { ProgressDisplay } from './generation/progress-display.js';
import { ImageProcessor } from './imaging/image-processor.js';
import { DiskUsage } from './ops/disk-usage.js';
import { GATEWAY_STATE } from './ops/gateway-state.js';
import { HEALTH_CHECKS } from './ops/http/health-check.js';
import { databaseCheck, gatewayCheck, imagesCheck, queueCheck } from './ops/http/health-checks.js';
import { HTTP_PLACE } from './ops/http/http-place.js';
import { Readiness } from './ops/http/readiness.js';
import { InFlight } from './ops/in-flight.js';
import { type Logger } from './ops/logger.js';
import { METRICS } from './ops/metrics/metrics.js';
import { noMetrics } from './ops/metrics/no-metrics.js';
import { PrometheusMetrics } from './ops/metrics/prometheus-metrics.js';
import { Cleanup } from './ops/retention/cleanup.js';
import { MeasuredCleanup } from './ops/retention/measured-cleanup.js';
import { DatabaseCheck } from './persistence/database-check.js';
import { CachedImageStore } from './persistence/images/cached-image-store.js';
import { IMAGE_STORE, type ImageStore } from './persistence/images/image-store.js';
import { InteractionTurns } from './persistence/interaction-turns.js';
import { MeasuredPersistence } from './persistence/measured-persistence.js';
import { PersistenceService } from './persistence/persistence-service.js';
import { createStorageContainer } from './storage-container.js';

/**
 * A container in which every token has its implementation. Nothing is opened or connected yet.
 * A test replaces what it wants to in a child of it.
 */
export function createContainer(config: Config, logger: Logger): DependencyContainer {
  const container = createStorageContainer(config, logger);
  const images = container.resolve(IMAGE_STORE);
  container.registerInstance(IMAGE_STORE, new CachedImageStore(images));
  registerGeneration(container, config);
  registerBot(container, config, logger);
  registerWatching(container, config, images);
  return container;
}

function registerGeneration(
  container: DependencyContainer,
  { model, generations, imageCompression }: Config,
): void {
  container.register(IMAGE_MODEL, {
    useFactory: (dependencies) =>
      new MeasuredModel(
        model.kind === 'offline'
          ? dependencies.resolve(OfflineModel)
          : new GeminiModel(geminiOptions(model), dependencies.resolve(ImageProcessor)),
        dependencies.resolve(METRICS),
        dependencies.resolve(CLOCK),
      ),
  });
  container.registerInstance(GENERATION_LIMITS, generations);
  container.registerInstance(IMAGE_COMPRESSION, imageCompression);
  container.registerSingleton(GenerationSteps);
  container.registerSingleton(ModelHealth);
  container.registerSingleton(GenerationQueue);
  container.registerSingleton(ProgressDisplay);
}

function registerBot(container: DependencyContainer, config: Config, logger: Logger): void {
  container.registerInstance(CDN_ORIGINS, config.discord.cdnOrigins);
  container.registerInstance(MESSAGE_CONTENT_INTENT, config.discord.messageContentIntent);
  container.registerInstance(RESUME_SESSION, config.discord.resumeSession);
  container.registerInstance(CATCH_UP_HOURS, config.discord.catchUpHours);
  for (const shared of [EventLedger, GatewayConnections, GatewayWatch, SessionKeeper]) {
    container.registerSingleton<object>(shared);
  }
  container.registerSingleton(InteractionTurns);
  container.registerSingleton(InFlight);
  container.registerSingleton(CARD_DELIVERY, DiscordCardDelivery);
  container.register(Client, {
    useFactory: instanceCachingFactory((dependencies) =>
      createClient(config, logger, dependencies.resolve(GatewayConnections), {
        once: dependencies.resolve(OnceGuard),
        error: dependencies.resolve(ErrorGuard),
        measure: dependencies.resolve(MeasureGuard),
        restoreView: dependencies.resolve(RestoreViewGuard),
      }),
    ),
  });
}

/** @param images the store itself, without what is remembered of it. */
function registerWatching(
  container: DependencyContainer,
  { http }: Config,
  images: ImageStore,
): void {
  const registry = new Registry();
  container.registerInstance(Registry, registry);
  // tsyringe takes null for a value that is missing.
  container.register(HTTP_PLACE, { useFactory: () => http });
  container.registerInstance(
    METRICS,
    http === null ? noMetrics : new PrometheusMetrics(registry, systemClock),
  );
  container.register(PersistenceService, { useClass: MeasuredPersistence });
  container.register(Cleanup, { useClass: MeasuredCleanup });
  container.registerSingleton(GATEWAY_STATE, ClientGatewayState);
  container.registerSingleton(Readiness);
  container.register(HEALTH_CHECKS, {
    useFactory: instanceCachingFactory((dependencies) => [
      gatewayCheck(dependencies.resolve(GATEWAY_STATE)),
      databaseCheck(dependencies.resolve(DatabaseCheck), dependencies.resolve(DiskUsage)),
      imagesCheck(images),
      queueCheck(dependencies.resolve(GenerationQueue)),
    ]),
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
