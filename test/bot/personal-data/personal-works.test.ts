import { expect, it } from '@jest/globals';

import type { RemovedCardEdits } from '../../../src/bot/deletions/removed-card-edits.js';
import type { CommandAnswer } from '../../../src/bot/intake/command/command-answer.js';
import { PersonalWorks } from '../../../src/bot/personal-data/personal-works.js';
import type { ExportEntries } from '../../../src/maintenance/personal-data/export-entries.js';
import type { Forgetting } from '../../../src/maintenance/personal-data/forgetting.js';
import { strictDouble } from '../../support/strict-double.js';

it('who asks for many exports at once gets one after the other, and holds up nobody else', async () => {
  let atOnce = 0;
  let most = 0;
  const order: string[] = [];
  const release: (() => void)[] = [];
  const entries = strictDouble<ExportEntries>('ExportEntries', {
    of: async function* (personId) {
      order.push(personId);
      if (personId === 'ben') return;
      atOnce += 1;
      most = Math.max(most, atOnce);
      await new Promise<void>((resolve) => release.push(resolve));
      atOnce -= 1;
      yield* [];
    },
  });
  const works = new PersonalWorks(
    strictDouble<Forgetting>('Forgetting', {}),
    strictDouble<RemovedCardEdits>('RemovedCardEdits', {}),
    entries,
  );
  const answer = { show: async () => ({ attachments: new Map() }) } as unknown as CommandAnswer;
  const answers = [1, 2, 3].map(async () => works.export('ann', 1_000_000, answer));
  await works.export('ben', 1_000_000, answer);
  expect(order).toEqual(['ann', 'ben']);
  for (const done of answers) {
    release.shift()?.();
    await done;
  }
  expect([most, order.length]).toEqual([1, 4]);
});
