import { describe, expect, it } from '@jest/globals';

import type { ImageModel } from '../../src/generation/models/image-model.js';
import type { GenerationRun } from '../../src/generation/run/generation-run.js';
import { AUTOMATIC_SETTINGS } from '../../src/interactions/settings.js';
import type { PersistenceService } from '../../src/persistence/persistence-service.js';
import { GenerationTraces } from '../../src/tracing/generation-traces.js';
import { tracedModel } from '../../src/tracing/traced-model.js';
import { tracedPersistence } from '../../src/tracing/traced-persistence.js';
import { tracedRun } from '../../src/tracing/traced-run.js';
import { FakeClock } from '../support/fake-clock.js';
import { blocked } from '../support/generation-doubles.js';
import { RecordingTracing } from '../support/recording-tracing.js';
import { rejectionOf } from '../support/rejection-of.js';
import { generation, INTERACTION_ID, interactionState } from '../support/states.js';
import { strictDouble } from '../support/strict-double.js';

const CLICK = { traceId: 'trace of a click', spanId: 'click' };
const { signal } = new AbortController();
const OPTIONS = { cancelled: signal, stopping: signal };
const REQUEST = {
  prompt: 'a secret cat',
  pictures: [],
  styleKey: null,
  settings: { ...AUTOMATIC_SETTINGS, model: 'chosen-model' },
  personId: 'ann',
};
const ANSWER = {
  picture: { bytes: Buffer.from('x'), mediaType: 'image/png', width: 1, height: 1 },
  text: 'secret words',
  model: 'model-that-answered',
  usage: {
    promptTokens: 7,
    outputTokens: 1290,
    imageTokens: 1280,
    textTokens: 10,
    thoughtTokens: 80,
    totalTokens: 1377,
  },
  thread: null,
} as const;

function setUp() {
  const tracing = new RecordingTracing();
  return { tracing, traces: new GenerationTraces(tracing, new FakeClock()) };
}

function modelThat(generate: ImageModel['generate']): ImageModel {
  return strictDouble<ImageModel>('ImageModel', { name: 'a-model', generate });
}

describe('a traced model', () => {
  it('a call is a step with the names of the conventions, without a prompt or a person', async () => {
    const { tracing } = setUp();
    tracing.place = CLICK;
    const traced = tracedModel(
      modelThat(async () => ANSWER),
      'gcp.gemini',
      tracing,
    );
    expect(await traced.generate(REQUEST, signal)).toBe(ANSWER);
    expect(tracing.spans).toEqual([
      {
        name: 'generate_content chosen-model',
        kind: 'client',
        from: CLICK,
        attributes: {
          'gen_ai.operation.name': 'generate_content',
          'gen_ai.provider.name': 'gcp.gemini',
          'gen_ai.request.model': 'chosen-model',
          'gen_ai.response.model': 'model-that-answered',
          'gen_ai.output.type': 'image',
          'gen_ai.usage.input_tokens': 7,
          'gen_ai.usage.output_tokens': 1370,
          'gen_ai.usage.reasoning.output_tokens': 80,
        },
        failure: null,
      },
    ]);
  });

  it('a model that draws in this process waits for nobody, and has no tokens where it counts none', async () => {
    const { tracing } = setUp();
    tracing.place = CLICK;
    const answer = { ...ANSWER, usage: null };
    await tracedModel(
      modelThat(async () => answer),
      'offline',
      tracing,
    ).generate(REQUEST, signal);
    const [span] = tracing.spans;
    expect(span?.kind).toBeNull();
    expect(Object.keys(span?.attributes ?? {}).join()).not.toContain('usage');
  });

  it('a refusal is a step with its code, and is passed on', async () => {
    const { tracing } = setUp();
    tracing.place = CLICK;
    const refusal = blocked();
    const traced = tracedModel(
      modelThat(() => Promise.reject(refusal)),
      'gcp.gemini',
      tracing,
    );
    expect(await rejectionOf(traced.generate(REQUEST, signal))).toBe(refusal);
    expect(tracing.spans).toMatchObject([{ failure: 'model.blocked_prompt' }]);
  });
});

describe('a traced run', () => {
  it('an attempt goes on from the click that was stored, wherever it is made, and says why it is repeated', async () => {
    const { tracing, traces } = setUp();
    const retry = { kind: 'retry', code: 'model.overloaded', notBeforeMs: 1 } as const;
    const run = strictDouble<GenerationRun>('GenerationRun', { attempt: async () => retry });
    tracing.place = CLICK;
    traces.stored(interactionState({ generation: generation({ status: 'requested' }) }));
    tracing.place = { traceId: 'trace of somebody else', spanId: 'other' };
    expect(await tracedRun(run, traces, tracing).attempt(INTERACTION_ID, OPTIONS)).toBe(retry);
    expect(tracing.spans.map(({ name, from }) => [name, from])).toEqual([
      ['generation.wait', CLICK],
      ['generation.attempt', CLICK],
    ]);
    expect(tracing.spans[1]?.attributes).toEqual({
      'nanobanana.interaction.id': INTERACTION_ID,
      'nanobanana.attempt.result': 'retry',
      'error.type': 'model.overloaded',
    });
  });

  it('an attempt that nobody here requested begins a trace of its own, in which the delivery is', async () => {
    const { tracing, traces } = setUp();
    const run = strictDouble<GenerationRun>('GenerationRun', {
      attempt: async () => ({ kind: 'outcome' }),
    });
    tracing.place = CLICK;
    await tracedRun(run, traces, tracing).attempt(INTERACTION_ID, OPTIONS);
    expect(tracing.spans.map(({ name, from }) => [name, from])).toEqual([
      ['generation.attempt', null],
    ]);
    expect(traces.placeOf(INTERACTION_ID)).toEqual({
      traceId: 'trace of generation.attempt',
      spanId: 'generation.attempt',
    });
  });
});

describe('the traced rows', () => {
  it('each operation is a step of the caller’s trace, and outside a trace it is none', async () => {
    const { tracing, traces } = setUp();
    const state = interactionState();
    const persistence = strictDouble<PersistenceService>('PersistenceService', {
      create: async () => state,
      load: async () => state,
      find: async () => null,
      save: async () => state,
    });
    const traced = tracedPersistence(persistence, traces, tracing);
    await traced.load(INTERACTION_ID);
    expect(tracing.spans).toEqual([]);
    tracing.place = CLICK;
    expect(await traced.create(state)).toBe(state);
    expect(await traced.load(INTERACTION_ID)).toBe(state);
    expect(await traced.find(INTERACTION_ID)).toBeNull();
    expect(await traced.save(state)).toBe(state);
    expect(tracing.spans.map(({ name }) => name)).toEqual([
      'interaction.create',
      'interaction.load',
      'interaction.load',
      'interaction.save',
    ]);
    for (const { from } of tracing.spans) expect(from).toBe(CLICK);
  });
});
