import { expect, it } from '@jest/globals';

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
import { E2eWorld } from '../support/e2e-world.js';
import { textOnly } from '../support/gemini-answers.js';

it('a picture that a former process left is made in a trace of its own, which has the id of the card', async () => {
  const traces = await collector();
  const { world, gemini } = await startWithGemini(tracesTo(traces));
  gemini.script({ kind: 'hang' });
  const ann = world.sandbox.user('ann');
  const card = await preview(ann, 'a garden');
  await ann.click(card, 'Process Prompt');
  await gemini.received(1);
  await world.killAndRestart();
  await finished(card);
  const attempt = await traces.received(
    ({ name, parentSpanId }) => name === 'generation.attempt' && parentSpanId === undefined,
  );
  expect(attempt.attributes[INTERACTION_ID]).toBe(interactionIdOf(card));
  only(traces.trace(attempt.traceId), 'output.store');
  const delivered = await traces.received(({ name }) => name === 'generation.deliver');
  expect([delivered.traceId, delivered.parentSpanId]).toEqual([attempt.traceId, attempt.spanId]);
});

it('what goes wrong is in the trace by its code, without a word of the model', async () => {
  const traces = await collector();
  const { world, gemini } = await startWithGemini(tracesTo(traces));
  gemini.script(textOnly('I would rather not draw Bartholomew.'));
  const card = await preview(world.sandbox.user('ann'), 'a garden');
  await world.sandbox.user('ann').click(card, 'Process Prompt');
  const call = await traces.received(({ name }) => name.startsWith('generate_content'));
  expect(call.attributes['error.type']).toMatch(/^model\.\w+$/);
  expect(call.status).toEqual({ code: 2 });
  await traces.received(({ name }) => name === 'generation.deliver');
  expect(traces.text).not.toContain('Bartholomew');
});

it('a collector that refuses everything is told of once in the log, without the secret that it was sent', async () => {
  const traces = await collector();
  traces.status = 403;
  const world = await E2eWorld.start({ env: tracesTo(traces) });
  const ann = world.sandbox.user('ann');
  await result(ann, 'a garden');
  await traces.requested();
  const line = await world.bot.logged('Traces could not be sent');
  expect(line).toMatchObject({ level: 'warn', reason: '403' });
  await result(ann, 'another garden');
  await traces.requested();
  expect(world.bot.log.filter(({ msg }) => msg === 'Traces could not be sent')).toHaveLength(1);
  expect(world.bot.output).not.toContain(COLLECTOR_SECRET);
  traces.status = 200;
  await result(ann, 'a third garden');
  await world.bot.logged('Traces are sent again');
});
