import { readWordList } from '../../bot/moderation/words/word-list-file.js';
import type { Moderation } from '../../config/moderation.js';
import { countText } from '../../platform/amounts.js';
import { diagnose, passed, type Diagnosis } from './diagnosis.js';

const WHAT = 'Word list';

/** Whether the words that prompts may not have can be read; nothing where there is no list. */
export async function wordListDiagnoses({
  wordListFile,
}: Pick<Moderation, 'wordListFile'>): Promise<Diagnosis[]> {
  if (wordListFile === null) return [];
  return diagnose(WHAT, async () => {
    const { size } = await readWordList(wordListFile);
    return [passed(WHAT, countText(size, 'entry', 'entries'))];
  });
}
