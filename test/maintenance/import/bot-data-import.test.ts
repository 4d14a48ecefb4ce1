import { readdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { formerState } from '../../support/bot-data.js';
import { noise } from '../../support/pictures.js';
import { INTERACTION_ID as ID, OTHER_INTERACTION_ID as OTHER } from '../../support/states.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';
import { storedWorld, UNSTOPPED } from '../backup/stored-world.js';
import { importWorld, PICTURES, richState } from './import-world.js';
import { storedState } from '../../support/test-database.js';

const { red, green, blue } = PICTURES;

const ALL_WELL = { alreadyThere: 0, refused: 0, missingPictures: 0 };

describe('the import of the Python bot’s data', () => {
  it('the import keeps id, prompts, outputs, order, index, times and the very bytes', async () => {
    const { botData, run, persistence, images, clock } = await importWorld();
    await richState(botData, { user_id: '7', channel_id: '8', message_id: '9' });
    expect(await run()).toEqual({ report: { states: 1, imported: 1, ...ALL_WELL }, findings: [] });
    const state = await persistence.load(ID);
    expect(state).toMatchObject({
      id: ID,
      view: 'style_view',
      userId: '7',
      guildId: null,
      channelId: '8',
      messageId: '9',
      createdAt: new Date('2024-08-31T12:00:00.123').toISOString(),
      lastUsedAt: clock.iso(),
      originalPrompt: 'a cat',
      currentPrompt: 'a cat',
      currentIndex: 1,
      generation: null,
    });
    expect(
      state.outputs.map(({ origin, promptUsed, createdAt }) => [origin, promptUsed, createdAt]),
    ).toEqual(
      [1, 2, 3].map((second) => [
        ['input', 'generated', 'styled'][second - 1],
        second === 1 ? '' : `${second === 2 ? 'generated' : 'styled'} ${second}`,
        new Date(`2024-08-31T12:00:0${second}`).toISOString(),
      ]),
    );
    expect(await images.get(state.inputs[0]!)).toEqual(red);
    expect(await Promise.all(state.outputs.map(({ image }) => images.get(image)))).toEqual([
      red,
      green,
      blue,
    ]);
    expect(state.inputs[0]).toMatchObject({ width: 32, height: 24, mediaType: 'image/png' });
    expect(state.outputs[0]?.image).toEqual(state.inputs[0]);
    expect(await persistence.formerFileNames(ID)).toEqual([
      'generated_20240831_120001.png',
      'generated_20240831_120002.png',
      `output_${ID}_generated_20240831_120001.png`,
      `output_${ID}_generated_20240831_120002.png`,
      `output_${ID}_styled_20240831_120003.png`,
      'styled_20240831_120003.png',
    ]);
  });

  it('the import knows no person and no place where the Python bot knew none', async () => {
    const { botData, run, persistence, dataSource } = await importWorld();
    await richState(botData);
    await run();
    const unknown = { userId: null, channelId: null, guildId: null, messageId: null };
    const state = await persistence.load(ID);
    expect(state).toMatchObject(unknown);
    expect(await persistence.save(state)).toMatchObject(unknown);
    expect(await storedState(persistence, ID)).toMatchObject(unknown);
    expect(await dataSource.query('SELECT guild_id, channel_id FROM interactions')).toEqual([
      { guild_id: null, channel_id: null },
    ]);
  });

  it('the import shows a preview with its picture, or a contact sheet of several', async () => {
    const { botData, run, persistence, images } = await importWorld();
    const one = await botData.input(ID, 0, red);
    await botData.state(
      formerState(ID, { interaction_type: 'process_view', original_image_paths: [one] }),
    );
    const several = [await botData.input(OTHER, 0, green), await botData.input(OTHER, 1, blue)];
    await botData.state(
      formerState(OTHER, { interaction_type: 'process_view', original_image_paths: several }),
    );
    await run();
    const single = await persistence.load(ID);
    expect(single.outputs).toMatchObject([{ origin: 'input', image: single.inputs[0] }]);
    const sheet = await persistence.load(OTHER);
    expect(sheet.inputs).toHaveLength(2);
    expect(sheet.outputs[0]?.image.key).toContain('_sheet_');
    expect((await images.get(sheet.outputs[0]!.image)).length).toBeGreaterThan(100);
  });

  it('the import makes smaller copies of what Discord would refuse', async () => {
    const { botData, run, persistence } = await importWorld();
    const big = await noise(2200, 2200).png({ compressionLevel: 1 }).toBuffer();
    await botData.state(
      formerState(ID, { outputs: [await botData.output(ID, 'generated', 1, big)] }),
    );
    const original_image_paths = [await botData.input(OTHER, 0, big)];
    await botData.state(
      formerState(OTHER, { interaction_type: 'process_view', original_image_paths }),
    );
    await run();
    const limit = 10 * 1024 * 1024;
    const [output] = (await persistence.load(ID)).outputs;
    expect(output?.image.byteSize).toBeGreaterThan(limit);
    expect(output?.deliveryImage?.byteSize).toBeLessThanOrEqual(limit);
    const [shown] = (await persistence.load(OTHER)).outputs;
    expect(shown?.image.byteSize).toBeLessThanOrEqual(limit);
  });

  it('the import changes nothing the second time, nor what people did since', async () => {
    const { botData, run, persistence, dir } = await importWorld();
    await richState(botData);
    await run();
    const used = await persistence.save({
      ...(await persistence.load(ID)),
      currentPrompt: 'a dog',
    });
    const files = await readdir(dir, { recursive: true });
    const { report } = await run();
    expect(report).toEqual({ ...ALL_WELL, states: 1, imported: 0, alreadyThere: 1 });
    expect(await storedState(persistence, ID)).toEqual(used);
    expect((await readdir(dir, { recursive: true })).toSorted()).toEqual(files.toSorted());
  });

  it('the import stores nothing in a dry run, and says the same', async () => {
    const { botData, run, persistence, dir } = await importWorld();
    await richState(botData);
    await rm(path.join(botData.dir, `output_images/output_${ID}_styled_20240831_120003.png`));
    const before = await readdir(dir, { recursive: true });
    const dry = await run(true);
    expect(await persistence.stats()).toEqual({ interactions: 0, imageBytes: 0 });
    expect(await readdir(dir, { recursive: true })).toEqual(before);
    expect(await run()).toEqual(dry);
  });

  it('the import leaves the folder as it was', async () => {
    const { botData, run } = await importWorld();
    await richState(botData);
    const contents = async () => {
      const entries = await readdir(botData.dir, { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile());
      return Promise.all(
        files.map(async ({ parentPath, name }) => [
          name,
          await readFile(path.join(parentPath, name), 'base64'),
        ]),
      );
    };
    const before = await contents();
    await run();
    expect(await contents()).toEqual(before);
  });

  it('the import fits into a backup, names of pictures and unknown places included', async () => {
    const { botData, run, backup, persistence } = await importWorld();
    await richState(botData);
    await rm(path.join(botData.dir, `output_images/output_${ID}_styled_20240831_120003.png`));
    await run();
    const file = path.join(await temporaryDirectory(), 'backup.tar.gz');
    expect((await backup.run(file, UNSTOPPED)).problems).toHaveLength(1);
    const other = await storedWorld();
    await other.restore.run(file, UNSTOPPED);
    expect(await other.persistence.load(ID)).toEqual(await persistence.load(ID));
    expect(await other.persistence.formerFileNames(ID)).toHaveLength(6);
  });
});
