import { expect } from '@jest/globals';

import { endAfterTest } from './endings.js';
import { OtlpCollector, type ReceivedSpan } from './otlp-collector.js';

/** The attribute with the id of the interaction that a span is about. */
export const INTERACTION_ID = 'nanobanana.interaction.id';

/** What the bot is told for the collector, and nobody else may read. */
export const COLLECTOR_SECRET = 'a-secret-of-the-collector';

/** A collector for one test. */
export async function collector(): Promise<OtlpCollector> {
  const started = await OtlpCollector.start();
  endAfterTest(() => started.stop());
  return started;
}

/** The environment of a bot that sends its traces there. */
export const tracesTo = ({ url }: OtlpCollector) => ({
  OTEL_EXPORTER_OTLP_ENDPOINT: url,
  OTEL_EXPORTER_OTLP_HEADERS: `Authorization=Bearer%20${COLLECTOR_SECRET}`,
});

/** The only span of that name. */
export function only(spans: readonly ReceivedSpan[], name: string): ReceivedSpan {
  const found = spans.filter((span) => span.name === name);
  expect([name, found.length]).toEqual([name, 1]);
  return found[0]!;
}
