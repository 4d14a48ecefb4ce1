import { z } from 'zod';

import { GatewayClient } from './gateway-client.js';
import { buttons, OLD_BUTTON } from './probe.js';
import type { Probe, Question, Undo } from './probe.js';
import { acknowledgedEvents } from './questions/acknowledged-events.js';
import { namelessAttachment, repeatedAttachment } from './questions/attachments.js';
import { editsByToken } from './questions/edits-by-token.js';
import { filesWithoutPermission } from './questions/files-without-permission.js';
import { replayedClicks } from './questions/replayed-clicks.js';
import { RestClient } from './rest-client.js';

/** The questions, in the order in which they disturb each other least. */
export const QUESTIONS: readonly Question[] = [
  namelessAttachment,
  repeatedAttachment,
  acknowledgedEvents,
  editsByToken,
  replayedClicks,
  filesWithoutPermission,
];

/** How long putting things back may take after the questions. */
const CLEANUP_TIMEOUT_MS = 60_000;

/** Where and how to ask. */
export interface ProbeOptions {
  /** Discord's API, without the version: `https://discord.com/api`. */
  readonly apiUrl: string;
  readonly token: string;
  readonly channelId: string;
  /** Ends the questions; what was changed is still put back. */
  readonly signal: AbortSignal;
  readonly pause: (ms: number) => Promise<void>;
  readonly say: (line: string) => void;
}

/** One line of the result. */
export interface Finding {
  readonly question: string;
  readonly answer: string;
  readonly isKnown: boolean;
}

/** What was found, and what could not be put back. */
export interface ProbeResult {
  readonly findings: readonly Finding[];
  readonly leftovers: readonly string[];
}

async function gatewayUrl(rest: RestClient): Promise<string> {
  const { url } = z.object({ url: z.string() }).parse(await rest.must('GET', '/gateway/bot'));
  return url;
}

async function ask({ question, ask: find }: Question, probe: Probe): Promise<Finding> {
  probe.say(question);
  try {
    return { question, answer: await find(probe), isKnown: true };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { question, answer: `Not known: ${reason}.`, isKnown: false };
  }
}

/** Puts everything back, the last change first. Returns what could not be. */
async function putBack(undoings: readonly Undo[], options: ProbeOptions): Promise<string[]> {
  const { apiUrl, token, pause } = options;
  const rest = new RestClient(apiUrl, token, AbortSignal.timeout(CLEANUP_TIMEOUT_MS), pause);
  const leftovers: string[] = [];
  for (const undo of undoings.toReversed()) {
    try {
      await undo(rest);
    } catch (error) {
      leftovers.push(error instanceof Error ? error.message : String(error));
    }
  }
  return leftovers;
}

/**
 * Asks the questions, one after the other, and puts back what was changed for them.
 *
 * @throws where Discord cannot be reached or does not let the bot in
 */
export async function runProbe(
  options: ProbeOptions,
  questions: readonly Question[] = QUESTIONS,
): Promise<ProbeResult> {
  const { apiUrl, token, channelId, signal, pause, say } = options;
  const rest = new RestClient(apiUrl, token, signal, pause);
  const gateway = new GatewayClient(await gatewayUrl(rest), token, signal);
  const undoings: Undo[] = [];
  const atTheEnd = (undo: Undo): void => void undoings.push(undo);
  const probe: Probe = { rest, gateway, channelId, pause, atTheEnd, say };
  const findings: Finding[] = [];
  try {
    await gateway.identify();
    for (const question of questions) findings.push(await ask(question, probe));
  } finally {
    gateway.close();
  }
  return { findings, leftovers: await putBack(undoings, options) };
}

/** Leaves the message that has to be an hour old for the question about edits by a token. */
export async function prepare(options: ProbeOptions): Promise<void> {
  const { apiUrl, token, channelId, signal, pause } = options;
  await new RestClient(apiUrl, token, signal, pause).post(channelId, {
    content: 'For the probe, in an hour or later. Its end removes this message.',
    components: buttons({ [OLD_BUTTON]: 'Press me when you are asked' }),
  });
}
