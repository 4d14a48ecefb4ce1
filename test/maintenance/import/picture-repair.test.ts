import { rm } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { formerState } from '../../support/bot-data.js';
import { INTERACTION_ID as ID } from '../../support/states.js';
import { importWorld, PICTURES } from './import-world.js';

const { red, green, blue } = PICTURES;

describe('a second import', () => {
  it('a second import repairs pictures that were missing, and says how many still are', async () => {
    const { botData, run, persistence, images } = await importWorld();
    const input = await botData.input(ID, 0, red);
    const outputs = [
      await botData.output(ID, 'generated', 1, green),
      await botData.output(ID, 'generated', 2, blue),
      await botData.output(ID, 'generated', 3, blue),
    ];
    await botData.state(
      formerState(ID, { original_image_paths: [input], outputs, current_index: 2 }),
    );
    for (const file of [input, outputs[0]!.image_path, outputs[2]!.image_path])
      await rm(path.join(botData.dir, file));
    expect((await run()).report).toMatchObject({ imported: 1, missingPictures: 3 });
    const before = await persistence.load(ID);
    expect((await run()).report).toMatchObject({ alreadyThere: 1, missingPictures: 3 });
    expect(await persistence.load(ID)).toEqual(before);

    await botData.write(input, red);
    await botData.write(outputs[0]!.image_path, green);
    expect((await run(true)).report).toMatchObject({ alreadyThere: 1, missingPictures: 1 });
    expect(await persistence.load(ID)).toEqual(before);
    expect((await run()).report).toMatchObject({
      imported: 0,
      alreadyThere: 1,
      missingPictures: 1,
    });
    const after = await persistence.load(ID);
    expect(await images.get(after.inputs[0]!)).toEqual(red);
    expect(await images.get(after.outputs[0]!.image)).toEqual(green);
    expect(after.outputs.slice(1)).toEqual(before.outputs.slice(1));
    expect(after).toMatchObject({ currentIndex: 2, view: before.view });

    await botData.write(outputs[2]!.image_path, blue);
    expect((await run()).report).toMatchObject({ alreadyThere: 1, missingPictures: 0 });
    const whole = await persistence.load(ID);
    expect(await images.get(whole.outputs[2]!.image)).toEqual(blue);
    await run();
    expect((await persistence.load(ID)).version).toBe(whole.version);
  });

  it('a second import repairs what a preview shows', async () => {
    const { botData, run, persistence, images } = await importWorld();
    const input = await botData.input(ID, 0, red);
    await botData.state(
      formerState(ID, { interaction_type: 'process_view', original_image_paths: [input] }),
    );
    await rm(path.join(botData.dir, input));
    expect((await run()).report).toMatchObject({ imported: 1, missingPictures: 1 });
    await botData.write(input, red);
    expect((await run()).report).toMatchObject({ alreadyThere: 1, missingPictures: 0 });
    const { inputs, outputs } = await persistence.load(ID);
    expect(await images.get(inputs[0]!)).toEqual(red);
    expect(await images.get(outputs[0]!.image)).toEqual(red);
  });

  it('a second import keeps what people made since', async () => {
    const { botData, run, persistence } = await importWorld();
    const output = await botData.output(ID, 'generated', 1, green);
    await botData.state(formerState(ID, { outputs: [output] }));
    await rm(path.join(botData.dir, output.image_path));
    await run();
    const stored = await persistence.load(ID);
    const made = { ...stored.outputs[0]!, promptUsed: 'made since' };
    await persistence.save({ ...stored, outputs: [...stored.outputs, made], currentPrompt: 'new' });
    await botData.write(output.image_path, green);
    await run();
    const { outputs, currentPrompt } = await persistence.load(ID);
    expect(outputs.map(({ promptUsed }) => promptUsed)).toEqual(['generated 1', 'made since']);
    expect(currentPrompt).toBe('new');
  });
});
