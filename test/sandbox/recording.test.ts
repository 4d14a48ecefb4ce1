import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { shapeOf } from '../../src/sandbox/recording/shape.js';
import { Sandbox } from '../../src/sandbox/sandbox.js';
import { temporaryDirectory } from '../support/temporary-directory.js';
import { multipart, request } from './raw-bot.js';

describe('a recording of the sandbox', () => {
  let dir: string;
  let sandbox: Sandbox;

  beforeEach(async () => {
    dir = await temporaryDirectory();
    process.env['SANDBOX_RECORDING'] = dir;
    sandbox = await Sandbox.start({ patient: true });
  });
  afterEach(async () => {
    delete process.env['SANDBOX_RECORDING'];
    await sandbox.stop();
  });

  async function recorded(): Promise<Record<string, unknown>[]> {
    const names = await readdir(dir);
    const texts = await Promise.all(names.map((name) => readFile(path.join(dir, name), 'utf8')));
    return texts.map((text) => JSON.parse(text) as Record<string, unknown>);
  }

  it('a recording holds a request and its answer, and of a file not the bytes', async () => {
    const url = `/channels/${sandbox.world.channel('general').id}/messages`;
    const form = multipart({ content: 'look' }, ['x'.repeat(100_000)]);
    const { body } = await request(sandbox, 'POST', url, { form });
    expect(await recorded()).toEqual([
      {
        kind: 'exchange',
        method: 'POST',
        url,
        bodyType: 'multipart/form-data',
        body: { content: 'look' },
        status: 200,
        answerType: 'application/json',
        answer: body,
      },
    ]);
  });

  it('a recording holds each shape once, and a refusal as well', async () => {
    for (const name of ['general', 'pictures', 'lobby']) {
      await request(sandbox, 'GET', `/channels/${sandbox.world.channel(name).id}/messages`);
    }
    await request(sandbox, 'GET', '/nothing');
    const found = (await recorded()).map(({ url, status }) => [url, status]);
    expect(found).toHaveLength(2);
    expect(found).toContainEqual(['/nothing', 404]);
  });
});

describe('the shape of a value', () => {
  it.each([
    ['ids', { id: '1574675099271823360' }, { id: '1574675099271823361' }],
    ['long texts of about one length', 'x'.repeat(70), 'y'.repeat(80)],
    ['large numbers', 123_456, 234_567],
  ])('the shape is the same for different %s', (_, one, other) => {
    expect(shapeOf(one)).toEqual(shapeOf(other));
  });

  it.each([
    ['a type', { type: 1 }, { type: 2 }],
    ['null and a text', { name: null }, { name: 'x' }],
    ['a missing field', { a: 1 }, { a: 1, b: 2 }],
    ['a number of items', [1], [1, 1]],
    ['whole numbers and fractions', 123_456, 1234.5],
    ['texts within and over a limit', 'x'.repeat(100), 'x'.repeat(2000)],
  ])('the shape tells %s apart', (_, one, other) => {
    expect(shapeOf(one)).not.toEqual(shapeOf(other));
  });
});
