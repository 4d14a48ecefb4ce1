import { describe, expect, it } from '@jest/globals';
import { Client, MetadataStorage } from 'discordx';

import { Bot } from '../src/bot/bot.js';
import { ErrorGuard } from '../src/bot/guards/error-guard.js';
import { RestoreViewGuard } from '../src/bot/guards/restore-view-guard.js';
import { HANDLERS } from '../src/bot/handlers.js';
import { CLOCK } from '../src/platform/clock.js';
import { createContainer, useForHandlers } from '../src/container.js';
import { CARD_DELIVERY } from '../src/generation/card-delivery.js';
import { GenerationQueue } from '../src/generation/generation-queue.js';
import { IMAGE_MODEL } from '../src/generation/models/image-model.js';
import { PersistenceService } from '../src/persistence/persistence-service.js';
import { InFlight } from '../src/platform/in-flight.js';
import { DATA_SOURCE } from '../src/persistence/database/database.js';
import { IMAGE_STORE } from '../src/persistence/images/image-store.js';
import { KeyedMutex } from '../src/platform/keyed-mutex.js';
import { FakeClock } from './support/fake-clock.js';
import { RecordingLogger } from './support/recording-logger.js';
import { newInteractionState } from './support/states.js';
import { testConfig, testContainer } from './support/test-container.js';

const modelFor = async (env: Record<string, string>) =>
  createContainer(await testConfig(env), new RecordingLogger()).resolve(IMAGE_MODEL).name;

describe('the container', () => {
  it.each(HANDLERS.map((handler) => [handler.name, handler] as const))(
    'the container can make %s with everything it needs',
    async (_name, handler) => {
      const { container } = await testContainer();
      expect(container.resolve<object>(handler)).toBeInstanceOf(handler);
    },
  );

  it('the container can make the bot, the guards and the queue of generations', async () => {
    const { container } = await testContainer();
    for (const type of [Bot, ErrorGuard, RestoreViewGuard, GenerationQueue]) {
      expect(container.resolve<object>(type)).toBeInstanceOf(type);
    }
  });

  it.each([
    ['client', Client],
    ['database', DATA_SOURCE],
    ['image store', IMAGE_STORE],
    ['card delivery', CARD_DELIVERY],
    ['queue of generations', GenerationQueue],
    ['turns', KeyedMutex],
    ['work in flight', InFlight],
  ])('the container has one %s for everybody', async (_name, token) => {
    const container = createContainer(await testConfig(), new RecordingLogger());
    expect(container.resolve<object>(token)).toBe(container.resolve<object>(token));
  });

  it('the container chooses the image model by configuration', async () => {
    expect(await modelFor({ IMAGE_MODEL: 'offline' })).toBe('offline-sketch');
    expect(
      await modelFor({
        IMAGE_MODEL: 'gemini',
        GOOGLE_API_KEY: 'a-key',
        GEMINI_MODEL: 'gemini-3-pro-image',
      }),
    ).toBe('gemini-3-pro-image');
  });

  it('the container lets a test replace what it wants to', async () => {
    const clock = new FakeClock();
    const { container } = await testContainer([[CLOCK, clock]]);
    const created = await container.resolve(PersistenceService).create(newInteractionState());
    expect(created.createdAt).toBe(clock.iso());
  });

  it('the container is where discordx gets its handlers from', async () => {
    const { container } = await testContainer();
    useForHandlers(container);
    await MetadataStorage.instance.build();
    const { buttonComponents, selectMenuComponents, modalComponents } = MetadataStorage.instance;
    for (const component of [...buttonComponents, ...selectMenuComponents, ...modalComponents]) {
      const handler = component.discord.instance;
      expect(HANDLERS.some((type) => handler instanceof type)).toBe(true);
    }
    expect([buttonComponents.length, selectMenuComponents.length, modalComponents.length]).toEqual([
      19, 4, 8,
    ]);
  });
});
