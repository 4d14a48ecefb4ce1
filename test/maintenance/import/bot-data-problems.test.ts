import { execFileSync } from 'node:child_process';
import { mkdir, symlink, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { appErrorOf } from '../../support/app-error-of.js';
import { formerState } from '../../support/bot-data.js';
import { bombPng } from '../../support/pictures.js';
import { INTERACTION_ID as ID, OTHER_INTERACTION_ID as OTHER } from '../../support/states.js';
import { UNSTOPPED } from '../backup/stored-world.js';
import { importWorld, PICTURES, richState } from './import-world.js';

const { red, green, blue } = PICTURES;

describe('the import of the Python bot’s data', () => {
  it('the import says which pictures cannot be had, and keeps their places', async () => {
    const { botData, run, persistence, images } = await importWorld();
    const outside = path.join(path.dirname(botData.dir), 'secret.png');
    await writeFile(outside, red);
    const good = await botData.output(ID, 'generated', 1, green);
    await symlink(outside, path.join(botData.dir, 'output_images', 'link.png'));
    await symlink(path.dirname(outside), path.join(botData.dir, 'linked'));
    execFileSync('mkfifo', [path.join(botData.dir, 'output_images', 'pipe.png')]);
    await mkdir(path.join(botData.dir, 'output_images', 'folder.png'));
    await botData.write('output_images/torn.png', green.subarray(0, -20));
    await botData.write('output_images/text.png', '<svg/>');
    await botData.write('output_images/bomb.png', await bombPng(20_000, 3_000));
    const huge = path.join(botData.dir, 'output_images', 'huge.png');
    await writeFile(huge, '');
    await truncate(huge, 70 * 1024 * 1024);
    const paths: readonly (readonly [string, RegExp])[] = [
      ['../secret.png', /leads out of the folder/],
      ['output_images/../../secret.png', /leads out of the folder/],
      ['..\\secret.png', /leads out of the folder/],
      [outside, /leads out of the folder/],
      ['C:\\secret.png', /leads out of the folder/],
      ['\\\\server\\secret.png', /leads out of the folder/],
      ['output_images/a.png\0.txt', /leads out of the folder/],
      ['output_images/link.png', /leads through a link/],
      ['linked/secret.png', /leads through a link/],
      ['output_images/pipe.png', /it is no file/],
      ['output_images/folder.png', /it is no file/],
      ['output_images/gone.png', /it is missing/],
      ['output_images/torn.png', /damaged or incomplete/],
      ['output_images/text.png', /only PNG, JPEG/],
      ['output_images/bomb.png', /at most 50 megapixels/],
      ['output_images/huge.png', /has 73400320 bytes; at most 67108864 are read/],
    ];
    const outputs = paths.map(([image_path]) => ({ ...good, image_path, filename: 'no copy.png' }));
    await botData.state(
      formerState(ID, { outputs: [...outputs, good], current_index: paths.length }),
    );
    const { report, findings } = await run();
    expect(report).toMatchObject({ imported: 1, missingPictures: paths.length });
    for (const [n, [picturePath, problem]] of paths.entries()) {
      expect(findings[n]).toEqual({
        file: `states/${ID}.json`,
        picture: picturePath,
        problem: expect.stringMatching(problem),
      });
    }
    const state = await persistence.load(ID);
    expect(state.outputs).toHaveLength(paths.length + 1);
    expect(await images.get(state.outputs[state.currentIndex]!.image)).toEqual(green);
    const keys = state.outputs.map(({ image }) => image.key);
    expect(new Set(keys).size).toBe(keys.length);
    expect((await appErrorOf(images.get(state.outputs[0]!.image))).code).toBe(
      'storage.image_missing',
    );
  });

  it('the import takes paths that begin with the folder’s name, and those of Windows', async () => {
    const { botData, run } = await importWorld();
    const first = await botData.output(ID, 'generated', 1, red);
    const outputs = [`bot_data/${first.image_path}`, first.image_path.replace('/', '\\')].map(
      (image_path) => ({ ...first, image_path }),
    );
    await botData.state(formerState(ID, { outputs }));
    expect((await run()).report).toMatchObject({ imported: 1, missingPictures: 0 });
  });

  it('the import takes paths that begin with a dot, and absolute ones inside the folder', async () => {
    const { botData, run } = await importWorld();
    const first = await botData.output(ID, 'generated', 1, red);
    const outputs = [
      `./bot_data/${first.image_path}`,
      `./${first.image_path}`,
      path.join(botData.dir, first.image_path),
    ].map((image_path) => ({ ...first, image_path, filename: 'no copy.png' }));
    await botData.state(formerState(ID, { outputs }));
    expect((await run()).report).toMatchObject({ imported: 1, missingPictures: 0 });
  });

  it('the import takes the Python bot’s copies where its own pictures are gone', async () => {
    const { botData, run, persistence, images } = await importWorld();
    const output = await botData.output(ID, 'generated', 1, green);
    const outputs = [{ ...output, image_path: `generated_images/${output.filename}` }];
    await botData.state(formerState(ID, { outputs }));
    expect((await run()).report).toMatchObject({ imported: 1, missingPictures: 0 });
    const [imported] = (await persistence.load(ID)).outputs;
    expect(await images.get(imported!.image)).toEqual(green);
  });

  it('the import loses one picture to a path that was not stored, not the whole state', async () => {
    const { botData, run, persistence } = await importWorld();
    const good = await botData.output(ID, 'generated', 1, green);
    const lost = { ...good, image_path: null, filename: 'no copy.png' };
    await botData.state(formerState(ID, { outputs: [lost, good, { ...good, image_path: null }] }));
    const { report, findings } = await run();
    expect(report).toMatchObject({ imported: 1, refused: 0, missingPictures: 1 });
    expect(findings).toEqual([
      { file: `states/${ID}.json`, picture: '', problem: 'the state names no file.' },
    ]);
    expect((await persistence.load(ID)).outputs).toHaveLength(3);
  });

  it('the import says which states cannot be had, and imports the others', async () => {
    const { botData, run, persistence } = await importWorld();
    await richState(botData);
    const outside = path.join(path.dirname(botData.dir), 'outside.json');
    await writeFile(outside, JSON.stringify(formerState(OTHER)));
    await symlink(outside, path.join(botData.dir, 'states', `${OTHER}.json`));
    const ids = Array.from({ length: 5 }, (_, n) => OTHER.replace('a0b1', `a0b${n + 2}`));
    const [torn, copy, folder, wrong, large] = ids;
    await botData.write(`states/${torn}.json`, '{"interaction_id": "');
    await botData.write(`states/${copy}.json`, JSON.stringify(formerState(ID)));
    await mkdir(path.join(botData.dir, 'states', `${folder}.json`));
    await botData.write(
      `states/${wrong}.json`,
      JSON.stringify({ ...formerState(wrong!), outputs: 7 }),
    );
    await botData.write(`states/${large}.json`, ' '.repeat(5 * 1024 * 1024));
    await botData.write('states/invalid-id.json', JSON.stringify(formerState(ID)));
    await botData.write('states/notes.txt', 'no state');
    const { report, findings } = await run();
    expect(report).toMatchObject({ states: 8, imported: 1, refused: 7 });
    const problems = Object.fromEntries(findings.map(({ file, problem }) => [file, problem]));
    expect(problems).toEqual({
      [`states/${OTHER}.json`]: 'its path leads through a link.',
      [`states/${torn}.json`]: 'it is no whole JSON; it is torn or damaged.',
      [`states/${copy}.json`]: `it holds the interaction ${ID}, not its own.`,
      [`states/${folder}.json`]: 'it is no file.',
      [`states/${wrong}.json`]: expect.stringMatching(/^outputs: /),
      [`states/${large}.json`]: 'it has 5242880 bytes; at most 4194304 are read.',
      'states/invalid-id.json': 'its name is no interaction id (a UUID of version 4).',
    });
    expect(await persistence.stats()).toMatchObject({ interactions: 1 });
  });

  it('the import keeps an index within the outputs there are', async () => {
    const { botData, run, persistence } = await importWorld();
    for (const [id, current_index] of [
      [ID, 99],
      [OTHER, -3],
    ] as const) {
      const outputs = [
        await botData.output(id, 'generated', 1, red),
        await botData.output(id, 'styled', 2, blue),
      ];
      await botData.state(formerState(id, { outputs, current_index }));
    }
    await run();
    expect((await persistence.load(ID)).currentIndex).toBe(1);
    expect((await persistence.load(OTHER)).currentIndex).toBe(0);
  });

  it.each(['/no/such/folder', '.'])(
    'the import refuses %s, which is no such folder',
    async (folder) => {
      const { importer } = await importWorld();
      const options = { dryRun: false, signal: UNSTOPPED, onFinding: () => undefined };
      const error = await appErrorOf(importer.run(folder, options));
      expect(error.code).toBe('usage.no_bot_data');
      expect(error.userMessage).toMatch(/is not a data folder of the Python bot.*\(ENOENT\)/);
    },
  );

  it('the import goes on where it was stopped', async () => {
    const { importer, botData, persistence, run } = await importWorld();
    await botData.state(formerState(ID));
    await botData.state(formerState(OTHER));
    const stopping = new AbortController();
    const stopped = importer.run(botData.dir, {
      dryRun: false,
      signal: stopping.signal,
      onFinding: () => undefined,
      onProgress: () => stopping.abort(),
    });
    await expect(stopped).rejects.toThrow('aborted');
    expect(await persistence.stats()).toMatchObject({ interactions: 1 });
    expect((await run()).report).toMatchObject({ imported: 1, alreadyThere: 1 });
  });
});
