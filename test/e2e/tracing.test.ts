import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { expect, it } from '@jest/globals';
import { z } from 'zod';

import { interactionIdOf } from '../support/e2e-card-look.js';
import { finished, preview, result } from '../support/e2e-cards.js';
import { startWithGemini } from '../support/e2e-gemini.js';
import {
  COLLECTOR_SECRET,
  collector,
  INTERACTION_ID,
  only,
  tracesTo,
} from '../support/e2e-tracing.js';
import { E2eWorld, temporaryDirectory } from '../support/e2e-world.js';
import { gate } from '../support/gate.js';
import { picture } from '../support/gemini-answers.js';
import { KIND } from '../support/otlp-collector.js';
import { photo } from '../support/pictures.js';

const BUNDLE = path.resolve('dist/bot');

it('one trace leads from a click to the picture on its card, with the names of the conventions for generative AI', async () => {
  const traces = await collector();
  const { world, gemini } = await startWithGemini(tracesTo(traces));
  gemini.script(picture(await photo(64, 48).png().toBuffer(), 'Some words of the model.'));
  const ann = world.sandbox.user('ann');
  const card = await result(ann, 'a secret garden');
  const delivered = await traces.received(({ name }) => name === 'generation.deliver');
  const spans = traces.trace(delivered.traceId);

  const click = only(spans, 'process_request_button');
  expect([click.parentSpanId, click.kind]).toEqual([undefined, KIND.server]);
  expect(click.attributes).toEqual({ [INTERACTION_ID]: interactionIdOf(card) });
  for (const name of ['generation.wait', 'generation.attempt', 'generation.deliver'])
    expect([name, only(spans, name).parentSpanId]).toEqual([name, click.spanId]);
  const attempt = only(spans, 'generation.attempt');
  expect(attempt.attributes).toEqual({
    [INTERACTION_ID]: interactionIdOf(card),
    'nanobanana.attempt.result': 'outcome',
  });
  const call = only(spans, 'generate_content gemini-nano-banana-2.1');
  expect(call).toMatchObject({ parentSpanId: attempt.spanId, kind: KIND.client });
  expect(call.attributes).toEqual({
    'gen_ai.operation.name': 'generate_content',
    'gen_ai.provider.name': 'gcp.gemini',
    'gen_ai.request.model': 'gemini-nano-banana-2.1',
    'gen_ai.response.model': 'gemini-nano-banana-2.1',
    'gen_ai.output.type': 'image',
    'gen_ai.usage.input_tokens': 11,
    'gen_ai.usage.output_tokens': 1290,
  });
  const stored = only(spans, 'output.store');
  expect(stored.parentSpanId).toBe(attempt.spanId);
  expect(only(spans, 'card.deliver')).toMatchObject({
    parentSpanId: delivered.spanId,
    kind: KIND.client,
  });
  const steps = [click, attempt, call, stored, delivered].map((span) => span.startTimeUnixNano);
  expect(steps.toSorted((a, b) => Number(a - b))).toEqual(steps);

  const mention = await traces.received(({ name }) => name === 'mention');
  expect(mention.traceId).not.toBe(click.traceId);
  expect(mention.attributes).toEqual({ [INTERACTION_ID]: interactionIdOf(card) });
  only(traces.trace(mention.traceId), 'interaction.create');

  expect(traces.resources[0]).toMatchObject({
    'service.name': 'nanobanana',
    'service.version': expect.stringMatching(/^\d+\.\d+\.\d+/),
  });
  for (const { authorization } of traces.headers)
    expect(authorization).toBe(`Bearer ${COLLECTOR_SECRET}`);
  const told = [world.bot.output, traces.text];
  for (const text of told) expect(text).not.toContain(COLLECTOR_SECRET);
  for (const word of ['secret', 'words of the model', world.sandbox.token, 'ann'])
    expect(traces.text).not.toContain(word);
});

it('each of two pictures that are made at the same time has its own trace, also the one that waits', async () => {
  const traces = await collector();
  const { world, gemini } = await startWithGemini({
    ...tracesTo(traces),
    GENERATION_CONCURRENCY: '1',
  });
  const first = gate();
  const bytes = await photo(64, 48).png().toBuffer();
  gemini.script({ kind: 'later', after: first.opened, answer: picture(bytes) }, picture(bytes));
  const [ann, ben] = [world.sandbox.user('ann'), world.sandbox.user('ben')];
  const cards = [await preview(ann, 'one'), await preview(ben, 'two')] as const;
  await ann.click(cards[0], 'Process Prompt');
  await gemini.received(1);
  await ben.click(cards[1], 'Process Prompt');
  first.open();
  await Promise.all(cards.map(finished));
  const ids = cards.map(interactionIdOf);
  const seen: string[] = [];
  for (const id of ids) {
    const { traceId } = await traces.received(
      ({ name, attributes }) => name === 'generation.deliver' && attributes[INTERACTION_ID] === id,
    );
    const spans = traces.trace(traceId);
    for (const name of ['process_request_button', 'generation.attempt'])
      expect(only(spans, name).attributes[INTERACTION_ID]).toBe(id);
    for (const name of [
      'generation.wait',
      'generate_content gemini-nano-banana-2.1',
      'card.deliver',
    ])
      only(spans, name);
    seen.push(traceId);
  }
  expect(new Set(seen).size).toBe(2);
});

it('a collector that answers nothing holds up neither a picture nor the stop', async () => {
  const traces = await collector();
  traces.status = null;
  const world = await E2eWorld.start({ env: tracesTo(traces) });
  const ann = world.sandbox.user('ann');
  await result(ann, 'a garden');
  await traces.requested();
  await result(ann, 'another garden');
  expect(await world.bot.stop('SIGTERM')).toBe(0);
  expect(world.bot.output).not.toContain(COLLECTOR_SECRET);
});

it('nothing of OpenTelemetry is loaded unless there is a collector to send traces to', async () => {
  const chunks = await chunksOfOpenTelemetry();
  expect(chunks.length).toBeGreaterThan(0);
  expect((await loadedBy({})).filter((file) => chunks.includes(file))).toEqual([]);
  const traces = await collector();
  const loaded = await loadedBy(tracesTo(traces));
  expect(loaded.filter((file) => chunks.includes(file))).not.toEqual([]);
});

/** The files of the bundle that hold code of OpenTelemetry. */
async function chunksOfOpenTelemetry(): Promise<string[]> {
  const maps = (await readdir(BUNDLE)).filter((file) => file.endsWith('.js.map'));
  const sources = await Promise.all(
    maps.map(async (file) => [file, await readFile(path.join(BUNDLE, file), 'utf8')] as const),
  );
  return sources
    .filter(([, text]) => text.includes('node_modules/@opentelemetry/'))
    .map(([file]) => path.join(BUNDLE, file.replace(/\.map$/, '')));
}

/**
 * Every file that a bot runs which makes a picture and is stopped. Node writes them when it ends.
 */
async function loadedBy(env: Readonly<Record<string, string>>): Promise<string[]> {
  const coverage = await temporaryDirectory();
  const world = await E2eWorld.start({ env: { ...env, NODE_V8_COVERAGE: coverage } });
  await result(world.sandbox.user('ann'), 'a garden');
  expect(await world.bot.stop('SIGTERM')).toBe(0);
  const scripts = z.object({ result: z.array(z.object({ url: z.string() })) });
  const texts = await Promise.all(
    (await readdir(coverage)).map((file) => readFile(path.join(coverage, file), 'utf8')),
  );
  const urls = texts.flatMap((text) =>
    scripts.parse(JSON.parse(text)).result.map(({ url }) => url),
  );
  const files = urls.filter((url) => url.startsWith('file:')).map((url) => fileURLToPath(url));
  expect(files).toContain(path.join(BUNDLE, 'main.js'));
  expect(files.filter((file) => file.includes('@opentelemetry'))).toEqual([]);
  return files;
}
