import { describe, expect, it } from '@jest/globals';

import { GenerationTraces } from '../../src/tracing/generation-traces.js';
import { FakeClock } from '../support/fake-clock.js';
import { RecordingTracing } from '../support/recording-tracing.js';
import { generation, generationIn, INTERACTION_ID, interactionState } from '../support/states.js';

const CLICK = { traceId: 'trace of a click', spanId: 'click' };
const ATTEMPT = { traceId: 'trace of a click', spanId: 'attempt' };

function setUp() {
  const clock = new FakeClock();
  const tracing = new RecordingTracing();
  return { clock, tracing, traces: new GenerationTraces(tracing, clock) };
}

const requested = (id = 'one') =>
  interactionState({ generation: generation({ id, status: 'requested' }) });

describe('the traces of generations', () => {
  it('a generation belongs to the trace in which it was requested, also when an attempt is repeated', () => {
    const { tracing, traces } = setUp();
    tracing.place = CLICK;
    traces.stored(requested());
    tracing.place = ATTEMPT;
    traces.stored(requested());
    expect(traces.placeOf(INTERACTION_ID)).toBe(CLICK);
  });

  it('another generation of the same card belongs to the trace of its own click', () => {
    const { tracing, traces } = setUp();
    tracing.place = CLICK;
    traces.stored(requested());
    tracing.place = ATTEMPT;
    traces.stored(requested('two'));
    expect(traces.placeOf(INTERACTION_ID)).toBe(ATTEMPT);
  });

  it('how long a generation has waited is a step of its trace, each time that it waits', () => {
    const { clock, tracing, traces } = setUp();
    tracing.place = CLICK;
    const first = clock.now();
    traces.stored(requested());
    clock.advance(1_000);
    traces.begun(INTERACTION_ID);
    clock.advance(500);
    traces.stored(requested());
    clock.advance(1_000);
    traces.begun(INTERACTION_ID);
    expect(tracing.startsMs).toEqual([first, first + 1_500]);
    expect(tracing.spans.map(({ name, from }) => [name, from])).toEqual([
      ['generation.wait', CLICK],
      ['generation.wait', CLICK],
    ]);
  });

  it('what else is stored while a generation waits does not begin its wait anew', () => {
    const { clock, tracing, traces } = setUp();
    tracing.place = CLICK;
    const first = clock.now();
    traces.stored(requested());
    clock.advance(1_000);
    traces.stored(requested());
    clock.advance(1_000);
    traces.begun(INTERACTION_ID);
    expect(tracing.startsMs).toEqual([first]);
  });

  it('a generation that a former process knew goes on from its first attempt here', () => {
    const { tracing, traces } = setUp();
    traces.begun(INTERACTION_ID);
    tracing.place = ATTEMPT;
    traces.attempted(INTERACTION_ID);
    tracing.place = CLICK;
    traces.attempted(INTERACTION_ID);
    expect(traces.placeOf(INTERACTION_ID)).toBe(ATTEMPT);
    expect(tracing.spans).toEqual([]);
  });

  it.each(['delivered', 'failed', 'cancelled'] as const)(
    'a generation that is %s is forgotten',
    (status) => {
      const { tracing, traces } = setUp();
      tracing.place = CLICK;
      traces.stored(requested());
      for (const under of ['running', 'produced'] as const)
        traces.stored(interactionState({ generation: generationIn(under) }));
      expect(traces.placeOf(INTERACTION_ID)).toBe(CLICK);
      traces.stored(interactionState({ generation: generationIn(status) }));
      expect(traces.placeOf(INTERACTION_ID)).toBeNull();
    },
  );

  it('a generation that nobody here requested has no trace, and no wait', () => {
    const { tracing, traces } = setUp();
    traces.stored(requested());
    traces.begun(INTERACTION_ID);
    expect(traces.placeOf(INTERACTION_ID)).toBeNull();
    expect(tracing.spans).toEqual([]);
  });
});
