import { describe, expect, it } from '@jest/globals';
import { AutocompleteInteraction } from 'discord.js';
import type { Client } from 'discordx';

import type { Subject } from '../../../src/bot/guards/error-guard.js';
import type { CardGuardData } from '../../../src/bot/guards/restored-card.js';
import { TraceGuard } from '../../../src/bot/guards/trace-guard.js';
import { AppError } from '../../../src/platform/app-error.js';
import { restoreView } from '../../../src/views/restore-view.js';
import { buttonClick } from '../../support/discord-doubles.js';
import { RecordingTracing } from '../../support/recording-tracing.js';
import { rejectionOf } from '../../support/rejection-of.js';
import { INTERACTION_ID, resultState } from '../../support/states.js';
import { strictDouble, strictInstance } from '../../support/strict-double.js';

const CLIENT = strictDouble<Client>('Client', {});
const CLICK = buttonClick(`style_nav_left:${INTERACTION_ID}`, { isCommand: () => false });
const LETTER = strictInstance(AutocompleteInteraction, { isCommand: () => false });
const GONE = new AppError({ code: 'state.not_found', retryable: false, userMessage: 'Gone.' });

async function guarded(
  subject: Subject,
  handler: (data: CardGuardData) => Promise<void>,
): Promise<RecordingTracing> {
  const tracing = new RecordingTracing();
  const data: CardGuardData = {};
  await new TraceGuard(tracing).guard(subject, CLIENT, () => handler(data), data);
  return tracing;
}

describe('the guard that begins traces', () => {
  it('a click begins a trace with what was pressed and the id of the card, and no other id', async () => {
    const { spans } = await guarded(CLICK, async (data) => {
      data.view = restoreView(resultState(1));
    });
    expect(spans).toEqual([
      {
        name: 'style_nav_left',
        kind: 'server',
        from: null,
        attributes: { 'nanobanana.interaction.id': INTERACTION_ID },
        failure: null,
      },
    ]);
  });

  it('a click that fails has the code of the error in its trace, and the error passes', async () => {
    const tracing = new RecordingTracing();
    const failed = new TraceGuard(tracing).guard(CLICK, CLIENT, () => Promise.reject(GONE), {});
    expect(await rejectionOf(Promise.resolve(failed))).toBe(GONE);
    expect(tracing.spans).toMatchObject([{ failure: 'state.not_found', attributes: {} }]);
  });

  it('an event that does not concern the bot, or a letter of an option, begins no trace', async () => {
    let handled = 0;
    const count = async () => {
      handled += 1;
    };
    for (const subject of [[CLICK], [{}], [], LETTER])
      expect((await guarded(subject, count)).spans).toEqual([]);
    expect(handled).toBe(4);
  });
});
