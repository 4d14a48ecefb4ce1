import { describe, expect, it } from '@jest/globals';

import { AppError } from '../../src/platform/app-error.js';
import { KeyedMutex } from '../../src/platform/keyed-mutex.js';
import { noTracing } from '../../src/platform/no-tracing.js';
import { openTracing } from '../../src/tracing/open-tracing.js';
import { OtlpTracing } from '../../src/tracing/otlp-tracing.js';
import { endAfterTest } from '../support/endings.js';
import { eventually } from '../support/eventually.js';
import { gate } from '../support/gate.js';
import { OtlpCollector } from '../support/otlp-collector.js';
import { RecordingLogger } from '../support/recording-logger.js';
import { rejectionOf } from '../support/rejection-of.js';

async function setUp() {
  const collector = await OtlpCollector.start();
  endAfterTest(() => collector.stop());
  const logger = new RecordingLogger();
  const to = { url: `${collector.url}/v1/traces`, headers: {}, serviceName: 'a-bot' };
  return { collector, logger, tracing: new OtlpTracing(to, logger) };
}

const nothing = async () => undefined;

describe('traces to a collector', () => {
  it('work within work is a child of its span, and what comes after is not', async () => {
    const { collector, tracing } = await setUp();
    expect(tracing.place).toBeNull();
    await tracing.from(null, { name: 'outer', kind: 'server' }, async (say) => {
      await tracing.within({ name: 'inner', attributes: { n: 1, left: null } }, nothing);
      say({ late: 'yes' });
    });
    expect(await tracing.within({ name: 'outside' }, async () => tracing.place)).toBeNull();
    await tracing.stop();
    const [inner, outer] = collector.spans;
    expect(collector.spans.map(({ name }) => name)).toEqual(['inner', 'outer']);
    expect(inner).toMatchObject({ parentSpanId: outer?.spanId, traceId: outer?.traceId });
    expect([inner?.attributes, outer?.attributes]).toEqual([{ n: 1 }, { late: 'yes' }]);
    expect(outer?.parentSpanId).toBeUndefined();
  });

  it('work that goes on later is a part of the trace that it is told, not of the caller’s', async () => {
    const { collector, tracing } = await setUp();
    const place = await tracing.from(null, { name: 'click' }, async () => tracing.place);
    await tracing.from(null, { name: 'other' }, () =>
      tracing.from(place, { name: 'go on' }, nothing),
    );
    const startedMs = Date.now() - 5_000;
    if (place !== null) tracing.passed(place, { name: 'wait' }, startedMs);
    await tracing.stop();
    const named = (name: string) => collector.spans.find((span) => span.name === name);
    expect(named('go on')).toMatchObject({
      traceId: place?.traceId,
      parentSpanId: named('click')?.spanId,
    });
    const wait = named('wait');
    expect(wait?.parentSpanId).toBe(named('click')?.spanId);
    expect(wait?.startTimeUnixNano).toBe(BigInt(startedMs) * 1_000_000n);
    expect(named('other')?.traceId).not.toBe(place?.traceId);
  });

  it('an error is passed on, and is in the span by its code alone', async () => {
    const { collector, tracing } = await setUp();
    const error = new AppError({
      code: 'state.conflict',
      retryable: true,
      userMessage: 'a secret sentence',
      cause: new Error('a secret cause'),
    });
    const failed = tracing.from(null, { name: 'click' }, () => Promise.reject(error));
    expect(await rejectionOf(failed)).toBe(error);
    await tracing.stop();
    expect(collector.spans[0]).toMatchObject({
      attributes: { 'error.type': 'state.conflict' },
      status: { code: 2 },
    });
    expect(collector.text).not.toContain('secret');
  });

  it('work that waited for a mutex belongs to the trace of whoever gave it', async () => {
    const { tracing } = await setUp();
    const mutex = new KeyedMutex();
    const held = gate();
    const places: unknown[] = [];
    const work = (name: string) =>
      tracing.from(null, { name }, async () => {
        const { place } = tracing;
        await mutex.run('a card', async () => {
          await held.opened;
          places.push(place === tracing.place);
        });
      });
    const both = Promise.all([work('first'), work('second')]);
    held.open();
    await both;
    expect(places).toEqual([true, true]);
    await tracing.stop();
  });

  it('a stop ends though the collector answers nothing', async () => {
    const { collector, tracing } = await setUp();
    collector.status = null;
    await tracing.from(null, { name: 'click' }, nothing);
    await tracing.stop();
    expect(collector.text).toContain('click');
  });

  it('a collector that is not there is told of once, by the code of the system', async () => {
    const { collector, logger, tracing } = await setUp();
    await collector.stop();
    await tracing.from(null, { name: 'click' }, nothing);
    await eventually(() => logger.lines.length > 0);
    await tracing.from(null, { name: 'another click' }, nothing);
    await tracing.stop();
    expect(logger.lines).toEqual([
      { level: 'warn', fields: { reason: 'ECONNREFUSED' }, message: 'Traces could not be sent' },
    ]);
  });
});

it('without a collector there is tracing that does the work and writes nothing', async () => {
  const tracing = await openTracing(null, new RecordingLogger());
  expect(tracing).toBe(noTracing);
  expect(await tracing.from(null, { name: 'click' }, async () => tracing.place)).toBeNull();
  expect(await tracing.within({ name: 'step' }, async () => 7)).toBe(7);
});
