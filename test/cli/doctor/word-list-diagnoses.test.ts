import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { wordListDiagnoses } from '../../../src/cli/doctor/word-list-diagnoses.js';
import { temporaryDirectory } from '../../support/temporary-directory.js';

describe('the doctor’s diagnosis of the word list', () => {
  it('the doctor counts the entries of the word list', async () => {
    const wordListFile = path.join(await temporaryDirectory(), 'words.txt');
    await writeFile(wordListFile, 'gore\n\nbad words\n');
    expect(await wordListDiagnoses({ wordListFile })).toEqual([
      { what: 'Word list', passed: true, says: '2 entries' },
    ]);
  });

  it('the doctor says why the word list cannot be used', async () => {
    const wordListFile = path.join(await temporaryDirectory(), 'words.txt');
    const [missing] = await wordListDiagnoses({ wordListFile });
    expect(missing).toMatchObject({ what: 'Word list', passed: false });
    expect(missing!.says).toContain('it must be a text file in UTF-8 that the bot may read.');
  });

  it('the doctor says nothing of a word list that is not configured', async () => {
    expect(await wordListDiagnoses({ wordListFile: null })).toEqual([]);
  });
});
