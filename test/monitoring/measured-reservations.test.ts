import { expect, it } from '@jest/globals';

import type { Reservations } from '../../src/generation/spending/reservations.js';
import { measuredReservations } from '../../src/monitoring/measured-reservations.js';
import type { SpendingRefusal } from '../../src/persistence/ledger-rooms.js';
import { RecordingMetrics } from '../support/recording-metrics.js';
import { interactionState } from '../support/states.js';
import { strictDouble } from '../support/strict-double.js';

const QUOTA = { pictures: 3, windowMs: 1 };

it.each<[SpendingRefusal | null, unknown[][]]>([
  [null, []],
  [{ limit: 'day', untilMs: 1 }, [['refused', 'budget-day']]],
  [{ limit: 'server', untilMs: 1, quota: QUOTA }, [['refused', 'quota-server']]],
])('measured reservations count what is refused: %j', async (refusal, counted) => {
  const metrics = new RecordingMetrics();
  const reservations = strictDouble<Reservations>('Reservations', {
    reserve: async () => refusal,
  });
  const measured = measuredReservations(reservations, metrics);
  expect(await measured.reserve(interactionState(), [])).toBe(refusal);
  expect(metrics.calls).toEqual(counted);
});
