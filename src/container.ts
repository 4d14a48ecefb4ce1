import { DIService, tsyringeDependencyRegistryEngine } from '@discordx/di';
import { Client } from 'discordx';
import { Registry } from 'prom-client';
import { instanceCachingFactory, type DependencyContainer } from 'tsyringe';

import { createClient, type DiscordTraffic } from './bot/gateway/client.js';
import { ClientGatewayState } from './bot/gateway/client-gateway-state.js';
import { ClickTokens } from './bot/cards/delivery/click-tokens.js';
import { CommandRegistration } from './bot/commands/command-registration.js';
import { HANDLERS } from './bot/handlers.js';
import { CATCH_UP_HOURS } from './bot/gateway/catch-up/catch-up-window.js';
import { CDN_ORIGINS } from './bot/intake/attachment-download.js';
import { Intake } from './bot/intake/intake.js';
import { InvalidRequests } from './bot/gateway/invalid-requests.js';
import { MESSAGE_CONTENT_INTENT, MessageContent } from './bot/gateway/message-content.js';
import { ServedShards } from './bot/gateway/shards/served-shards.js';
import { ProcessedEvents } from './bot/gateway/session/processed-events.js';
import { GatewayConnections } from './bot/gateway/session/gateway-connections.js';
import { GatewayWatch } from './bot/gateway/session/gateway-watch.js';
import { RESUME_SESSION } from './bot/gateway/session/missed-events.js';
import { SessionCheckpoint } from './bot/gateway/session/session-checkpoint.js';
import { SessionStarts } from './bot/gateway/session/session-starts.js';
import { Standby } from './bot/gateway/standby.js';
import { CLOCK, systemClock } from './platform/clock.js';
import type { Config } from './config/config.js';
import { GENERATION_LIMITS } from './config/generation-limits.js';
import { IMAGE_COMPRESSION } from './config/image-compression.js';
import { GenerationQueue } from './generation/generation-queue.js';
import { GenerationResume } from './generation/generation-resume.js';
import { GenerationRun } from './generation/run/generation-run.js';
import { CountedMaker } from './generation/run/counted-maker.js';
import { RetryPolicy } from './generation/run/retry-policy.js';
import { ModelHealth } from './generation/model-health.js';
import { OperatorTrouble } from './generation/operator-trouble.js';
import { ProgressDisplay } from './generation/progress-display.js';
import { DiskUsage } from './persistence/database/disk-usage.js';
import { GATEWAY_STATE } from './monitoring/gateway-state.js';
import { HEALTH_CHECKS } from './monitoring/health-check.js';
import {
  databaseCheck,
  gatewayCheck,
  imagesCheck,
  queueCheck,
} from './monitoring/health-checks.js';
import { HTTP_ADDRESS } from './config/http-address.js';
import { Readiness } from './monitoring/readiness.js';
import { InFlight } from './platform/in-flight.js';
import { LOGGER, type Logger } from './platform/logger.js';
import { METRICS } from './platform/metrics.js';
import { noMetrics } from './platform/no-metrics.js';
import { PrometheusMetrics } from './monitoring/prometheus-metrics.js';
import { Cleanup } from './maintenance/retention/cleanup.js';
import { DueRemovals } from './maintenance/retention/due-removals.js';
import { measuredCleanup } from './monitoring/measured-cleanup.js';
import { IMAGE_STORE, type ImageStore } from './persistence/images/image-store.js';
import { KeyedMutex } from './platform/keyed-mutex.js';
import { measuredPersistence } from './monitoring/measured-persistence.js';
import { measuredRun } from './monitoring/measured-run.js';
import { Beginnings } from './persistence/beginnings.js';
import { GenerationLeases } from './persistence/generation-leases.js';
import { InteractionInventory } from './persistence/interaction-inventory.js';
import { InteractionRepository } from './persistence/interaction-repository.js';
import { OrphanSweep } from './maintenance/retention/orphan-sweep.js';
import { PersistenceService } from './persistence/persistence-service.js';
import { registerLimits } from './limits-container.js';
import { registerPrivacy } from './privacy-container.js';
import { registerModel } from './model-container.js';
import { registerModeration } from './moderation-container.js';
import { guardsOf, registerRules } from './guards-container.js';
import { registerShards } from './shards-container.js';
import { cachedImageStore, createStorageContainer } from './storage-container.js';
import { registerSpending } from './spending-container.js';
import { TRACING } from './platform/tracing.js';
import { GenerationTraces } from './tracing/generation-traces.js';
import { tracedPersistence } from './tracing/traced-persistence.js';
import { tracedRun } from './tracing/traced-run.js';
import { registerTracing } from './tracing-container.js';

/**
 * A container with an implementation for each token. Nothing is opened or connected yet. Tests
 * replace implementations in a child container.
 */
export function createContainer(config: Config, logger: Logger): DependencyContainer {
  const container = createStorageContainer(config, logger);
  const images = container.resolve(IMAGE_STORE);
  container.registerInstance(IMAGE_STORE, cachedImageStore(container));
  registerTracing(container);
  registerGeneration(container, config);
  registerLimits(container, config);
  registerModeration(container, config);
  registerSpending(container, config);
  registerShards(container, config);
  registerPrivacy(container);
  registerRules(container, config);
  registerBot(container, config, logger);
  registerMonitoring(container, config, images);
  return container;
}

function registerGeneration(
  container: DependencyContainer,
  { model, generations, imageCompression }: Config,
): void {
  registerModel(container, model);
  container.registerInstance(GENERATION_LIMITS, generations);
  container.registerInstance(IMAGE_COMPRESSION, imageCompression);
  container.registerSingleton(Beginnings);
  container.registerSingleton(GenerationLeases);
  container.register(GenerationRun, {
    useFactory: (dependencies) =>
      tracedRun(
        measuredRun(
          new GenerationRun(
            dependencies.resolve(PersistenceService),
            dependencies.resolve(GenerationLeases),
            dependencies.resolve(CountedMaker),
            dependencies.resolve(RetryPolicy),
            dependencies.resolve(LOGGER),
          ),
          dependencies.resolve(METRICS),
        ),
        dependencies.resolve(GenerationTraces),
        dependencies.resolve(TRACING),
      ),
  });
  container.registerSingleton(OperatorTrouble);
  container.registerSingleton(ModelHealth);
  container.registerSingleton(GenerationQueue);
  container.registerSingleton(GenerationResume);
  container.registerSingleton(ProgressDisplay);
}

function registerBot(container: DependencyContainer, config: Config, logger: Logger): void {
  container.registerInstance(CDN_ORIGINS, config.discord.cdnOrigins);
  container.registerInstance(MESSAGE_CONTENT_INTENT, config.discord.messageContentIntent);
  container.registerInstance(RESUME_SESSION, config.discord.resumeSession);
  container.registerInstance(CATCH_UP_HOURS, config.discord.catchUpHours);
  for (const shared of [
    ProcessedEvents,
    InvalidRequests,
    MessageContent,
    SessionStarts,
    GatewayConnections,
    GatewayWatch,
    SessionCheckpoint,
    CommandRegistration,
    Standby,
    Intake,
    KeyedMutex,
    InFlight,
    ClickTokens,
  ]) {
    container.registerSingleton<object>(shared);
  }
  container.register(Client, {
    useFactory: instanceCachingFactory((dependencies) =>
      createClient(config, logger, trafficOf(dependencies), guardsOf(dependencies)),
    ),
  });
}

function trafficOf(dependencies: DependencyContainer): DiscordTraffic {
  return {
    connections: dependencies.resolve(GatewayConnections),
    invalidRequests: dependencies.resolve(InvalidRequests),
    served: dependencies.resolve(ServedShards),
  };
}

/** @param images the store without the cache. */
function registerMonitoring(
  container: DependencyContainer,
  { http }: Config,
  images: ImageStore,
): void {
  const registry = new Registry();
  container.registerInstance(Registry, registry);
  // tsyringe treats a null value as missing.
  container.register(HTTP_ADDRESS, { useFactory: () => http });
  container.registerInstance(
    METRICS,
    http === null ? noMetrics : new PrometheusMetrics(registry, systemClock),
  );
  container.register(PersistenceService, {
    useFactory: instanceCachingFactory((dependencies) =>
      tracedPersistence(
        measuredPersistence(
          new PersistenceService(
            dependencies.resolve(InteractionRepository),
            dependencies.resolve(CLOCK),
            dependencies.resolve(LOGGER),
          ),
          dependencies.resolve(METRICS),
        ),
        dependencies.resolve(GenerationTraces),
        dependencies.resolve(TRACING),
      ),
    ),
  });
  container.register(Cleanup, {
    useFactory: (dependencies) =>
      measuredCleanup(
        new Cleanup(
          dependencies.resolve(InteractionInventory),
          dependencies.resolve(OrphanSweep),
          dependencies.resolve(DueRemovals),
          dependencies.resolve(IMAGE_STORE),
          dependencies.resolve(CLOCK),
        ),
        dependencies.resolve(METRICS),
      ),
  });
  container.registerSingleton(GATEWAY_STATE, ClientGatewayState);
  container.registerSingleton(Readiness);
  container.register(HEALTH_CHECKS, {
    useFactory: instanceCachingFactory((dependencies) => [
      gatewayCheck(dependencies.resolve(GATEWAY_STATE)),
      databaseCheck(dependencies.resolve(PersistenceService), dependencies.resolve(DiskUsage)),
      imagesCheck(images),
      queueCheck(dependencies.resolve(GenerationQueue)),
    ]),
  });
}

/** Lets discordx resolve its handlers from `container`, each once. */
export function useForHandlers(container: DependencyContainer): void {
  DIService.engine = tsyringeDependencyRegistryEngine.setInjector(container);
  for (const handler of HANDLERS) DIService.engine.addService(handler);
}
