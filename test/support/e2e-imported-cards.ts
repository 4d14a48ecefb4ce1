import { randomUUID } from 'node:crypto';
import path from 'node:path';

import { BotData, formerState } from './bot-data.js';
import type { CardKind } from './e2e-card-kinds.js';
import { cli } from './e2e-cli.js';
import { formerPreviewRows, formerResultRows } from './e2e-predecessor.js';
import { temporaryDirectory } from './e2e-world.js';
import { solid } from './pictures.js';

/** Imports states of the Python bot, and posts their cards as it did. */
export const importedCards: CardKind['post'] = async ({ world, sandbox, channel, ann }, views) => {
  const data = await BotData.make(path.join(await temporaryDirectory(), 'bot_data'));
  const ids = views.map(() => randomUUID());
  const pictures = await Promise.all(
    [0, 120, 240].map((red) => solid([red, 9, 9], 64, 48).png().toBuffer()),
  );
  for (const [n, id] of ids.entries())
    await formerInteraction(data, id, views[n] === 'result', pictures);
  const { stdout } = await cli(world, ['import', data.dir, '--json']);
  if (JSON.parse(stdout).imported !== ids.length) throw new Error(stdout);
  return ids.map((id, n) => {
    const isResult = views[n] === 'result';
    const card = sandbox.postAsBot(channel, {
      embeds: [
        {
          title: isResult ? 'Generated Image - Output 2 of 3' : 'Image Request Preview',
          image: { url: 'attachment://shown.png' },
          footer: { text: `Persistent Session ID: ${id}` },
        },
      ],
      components: isResult ? formerResultRows() : formerPreviewRows(),
      files: [{ name: 'shown.png', bytes: pictures[isResult ? 1 : 0]! }],
    });
    return { card, asker: ann };
  });
};

async function formerInteraction(
  data: BotData,
  id: string,
  isResult: boolean,
  [input, generated, styled]: readonly Buffer[],
): Promise<void> {
  const original_image_paths = [await data.input(id, 0, input!)];
  if (!isResult)
    return data.state(formerState(id, { interaction_type: 'process_view', original_image_paths }));
  const outputs = [
    await data.output(id, 'generated', 0, input!),
    await data.output(id, 'generated', 1, generated!),
    await data.output(id, 'styled', 2, styled!),
  ].map((output) => ({ ...output, prompt_used: 'a cat' }));
  await data.state(formerState(id, { original_image_paths, outputs, current_index: 1 }));
}
