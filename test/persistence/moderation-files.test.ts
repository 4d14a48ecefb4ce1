import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { tryLock } from 'fs-native-extensions';
import { describe, expect, it } from '@jest/globals';

import {
  appendToFile,
  countInFiles,
  removeFilesBefore,
  removeFromFiles,
} from '../../src/persistence/moderation-files.js';
import { moderationEntry } from '../support/moderation.js';
import { openLockFile } from '../../src/persistence/locks/lock-file.js';
import { temporaryDirectory } from '../support/temporary-directory.js';

const ANN = { kind: 'person', id: '200000000000000002' } as const;
const DAY = 'moderation-2026-11-30.jsonl';
const OTHERS = moderationEntry({ key: 'other', askedBy: null });

async function setUp() {
  const folder = await temporaryDirectory();
  const text = (name = DAY) => readFile(path.join(folder, name), 'utf8');
  return { folder, text };
}

const line = (entry: object) => `${JSON.stringify(entry)}\n`;

describe('the files of the moderation log', () => {
  it('the files of earlier days go with what a kill left of them, and others stay', async () => {
    const { folder } = await setUp();
    const kept = [DAY, 'moderation-2026-12-01.jsonl', 'notes.txt'];
    const gone = ['moderation-2026-11-29.jsonl', 'moderation-2026-11-29.jsonl.tmp'];
    for (const name of [...gone, ...kept]) await writeFile(path.join(folder, name), '');
    await removeFilesBefore(folder, '2026-11-30T00:00:00.000Z');
    expect((await readdir(folder)).toSorted()).toEqual([DAY, kept[1], 'moderation.lock', kept[2]]);
  });

  it('a person goes from all files; what a crash has cut off goes where it names them, and else stays as it is', async () => {
    const { folder, text } = await setUp();
    const odd = `{ "cut off": "\u2028 ${JSON.stringify(OTHERS).slice(0, 40)}\n`;
    await writeFile(path.join(folder, DAY), `${odd}{"personId":"${ANN.id}"\n`);
    await appendToFile(folder, moderationEntry({ prompt: 'ann wrote this' }));
    await appendToFile(folder, moderationEntry({ personId: ANN.id }));
    await appendToFile(folder, OTHERS);
    const next = 'moderation-2026-12-01.jsonl';
    await writeFile(path.join(folder, next), line(OTHERS));
    await writeFile(path.join(folder, `${DAY}.tmp`), 'left by a kill');
    const { mtimeMs } = await stat(path.join(folder, next));
    expect(await countInFiles(folder, ANN)).toBe(3);
    await removeFromFiles(folder, ANN);
    expect(await countInFiles(folder, ANN)).toBe(0);
    const anonymous = moderationEntry({ askedBy: null });
    expect(await text()).toBe(`${odd}${line(anonymous)}${line(OTHERS)}`);
    expect((await readdir(folder)).toSorted()).toEqual([DAY, next, 'moderation.lock']);
    expect((await stat(path.join(folder, next))).mtimeMs).toBe(mtimeMs);
    expect((await stat(path.join(folder, DAY))).mode & 0o777).toBe(0o600);
  });

  it('no entry is lost that is noted while a file is replaced', async () => {
    const { folder, text } = await setUp();
    const keys = Array.from({ length: 60 }, (_, n) => `key ${n}`);
    await appendToFile(folder, moderationEntry({ personId: ANN.id }));
    await Promise.all([
      ...keys.slice(0, 30).map((key) => appendToFile(folder, { ...OTHERS, key })),
      removeFromFiles(folder, ANN),
      ...keys.slice(30).map((key) => appendToFile(folder, { ...OTHERS, key })),
    ]);
    const lines = (await text()).split('\n').filter(Boolean);
    expect(lines.toSorted()).toEqual(
      keys.map((key) => JSON.stringify({ ...OTHERS, key })).toSorted(),
    );
  });

  it('nothing is written while a file is being replaced, and everything is afterwards', async () => {
    const { folder, text } = await setUp();
    const handle = await openLockFile(folder, 'moderation.lock');
    expect(tryLock(handle.fd, 0, 1)).toBe(true);
    const works = [appendToFile(folder, OTHERS), removeFilesBefore(folder, '2026-11-30')];
    expect(await readdir(folder)).toEqual(['moderation.lock']);
    await handle.close();
    await Promise.all(works);
    expect(await text()).toBe(line(OTHERS));
  });

  it('a folder that is not there has nobody in it, and is not made', async () => {
    const folder = path.join(await temporaryDirectory(), 'log');
    expect(await countInFiles(folder, ANN)).toBe(0);
    await removeFromFiles(folder, ANN);
    await expect(stat(folder)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
