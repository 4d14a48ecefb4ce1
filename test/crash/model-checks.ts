import type { InteractionState } from '../../src/interactions/interaction-state.js';
import type { CardRecord } from './card-record.js';
import type { Evidence, Finding } from './checker.js';
import type { Interruption } from './scene.js';
import type { ModelCall } from './scripted-model.js';

/** Pictures that the bot's default makes at the same time for one person. */
const MAX_AT_ONCE = 1;

/** A process may have got an answer that it had not stored yet when it was killed. */
const STORING_MS = 3_000;

/** What a process has sent may arrive after its end. */
const ARRIVAL_MS = 500;

/** Compares what the model was asked with what was asked for, and with what is stored. */
export function checkModel(evidence: Evidence, states: readonly InteractionState[]): Finding[] {
  const { calls } = evidence.scene.model;
  const outputs = states.flatMap((state) =>
    state.outputs.filter(({ origin }) => origin !== 'input').map(({ image }) => image.sha256),
  );
  const made = calls.filter(({ end }) => end !== null && end.picture !== null);
  const names = new Set(made.map(({ end }) => end?.picture));
  const doubled = outputs.filter((sha256, n) => outputs.indexOf(sha256) !== n);
  const foreign = outputs.filter((sha256) => !names.has(sha256));
  const stored = new Set(outputs);
  const lost = made.filter(({ end }) => !stored.has(end?.picture ?? ''));
  const removed = removedCards(evidence, states);
  const seenThere = removed.reduce((sum, { pictures }) => sum + pictures, 0);
  return [
    checkCalls(evidence, Math.max(0, lost.length - seenThere)),
    checkTurns(calls),
    checkConversations(evidence),
    { what: 'pictures that the model made', count: made.length, violations: [] },
    {
      what: 'outputs stored',
      count: outputs.length,
      violations: foreign.map((sha256) => `${sha256} was never made`),
    },
    { what: 'outputs stored twice', count: doubled.length, violations: doubled },
    checkLost(evidence, lost, removed),
  ];
}

function checkCalls(evidence: Evidence, lost: number): Finding {
  const { model, interruptions } = evidence.scene;
  const brokenOff = interruptions.reduce((sum, { brokenOffCalls }) => sum + brokenOffCalls, 0);
  const late = model.calls.filter((call) => interruptions.some((end) => isSentBefore(end, call)));
  const explained = askedBy(evidence) + model.passingFailures + brokenOff + late.length + lost;
  return {
    what: 'calls of the model',
    count: model.calls.length,
    violations:
      model.calls.length > explained
        ? [`only ${explained} can be explained: something was paid twice`]
        : [],
  };
}

/** Whether a call came from a process that was dead by then, and starts again in a second or so. */
function isSentBefore({ key, atMs }: Interruption, call: ModelCall): boolean {
  const afterMs = call.startedAtMs - atMs;
  return call.key === key && afterMs > 0 && afterMs < ARRIVAL_MS;
}

function askedBy({ people }: Evidence): number {
  const cards = people.flatMap((person) => person.cards);
  return cards.reduce((sum, { calls }) => sum + calls, 0);
}

/** The model refuses wrong signatures before it counts a call. */
function checkConversations({ scene: { model } }: Evidence): Finding {
  const { requests } = model.server;
  const refused = requests.length - model.calls.length;
  return {
    what: '  of these, that went on with a conversation',
    count: requests.filter(({ earlier }) => earlier.length > 0).length,
    violations: refused === 0 ? [] : [`${refused} were refused for their signatures`],
  };
}

/**
 * Where only a picture is sent, nobody is named. Calls that were given up may overlap with the next
 * one: their answers come to nobody.
 */
function checkTurns(calls: readonly ModelCall[]): Finding {
  const named = calls.filter(({ person }) => person !== '');
  const answered = named.filter(({ end }) => end?.isHungUp === false);
  const crowded = answered.filter((call) => atOnce(call, answered) > MAX_AT_ONCE);
  return {
    what: 'calls that met another one of the same person',
    count: named.filter((call) => atOnce(call, named) > MAX_AT_ONCE).length,
    violations: crowded.map(
      ({ person, key, startedAtMs }) =>
        `${new Date(startedAtMs).toISOString()}: one more than ${MAX_AT_ONCE} for ${person}, by ${key}`,
    ),
  };
}

/** How many calls for the same person were open when a call was made, itself included. */
function atOnce({ person, startedAtMs }: ModelCall, calls: readonly ModelCall[]): number {
  return calls.filter(
    (other) =>
      other.person === person &&
      other.startedAtMs <= startedAtMs &&
      (other.end === null || other.end.atMs > startedAtMs),
  ).length;
}

/** The cards whose rows are gone with their pictures, because their people deleted them. */
function removedCards({ people }: Evidence, states: readonly InteractionState[]): CardRecord[] {
  const there = new Set(states.map(({ id }) => id));
  return people
    .flatMap(({ cards }) => cards)
    .filter(({ deletion, interactionId }) => deletion !== 'none' && !there.has(interactionId));
}

function checkLost(
  evidence: Evidence,
  lost: readonly ModelCall[],
  removed: readonly CardRecord[],
): Finding {
  const cards = evidence.people.flatMap((person) => person.cards);
  // Where the bucket failed, the person was told so.
  const forgone = cards.reduce(
    (sum, { cancellations, uncertain, failures }) => sum + cancellations + uncertain + failures,
    removed.reduce((sum, { possible }) => sum + possible, 0),
  );
  const unexplained = lost.filter((call) => !wasInterrupted(evidence, call));
  return {
    what: 'pictures answered but not stored: killed in between, or called off',
    count: lost.length,
    violations:
      unexplained.length > forgone ? [`${unexplained.length} were lost without a kill`] : [],
  };
}

function wasInterrupted({ scene, troubles }: Evidence, { key, end }: ModelCall): boolean {
  const answeredMs = end?.atMs ?? 0;
  const troubledMs = (untilMs: number) =>
    troubles.reduce(
      (sum, { fromMs, toMs }) =>
        sum + Math.max(0, Math.min(toMs, untilMs) - Math.max(fromMs, answeredMs)),
      0,
    );
  return scene.interruptions.some(
    (interruption) =>
      interruption.key === key &&
      interruption.atMs >= answeredMs - 50 &&
      interruption.atMs - answeredMs - troubledMs(interruption.atMs) < STORING_MS,
  );
}
