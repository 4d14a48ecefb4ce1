import { describe, expect, it } from '@jest/globals';

import { HistoryPages } from '../../../src/bot/history/history-pages.js';
import type { ImageProcessor } from '../../../src/imaging/image-processor.js';
import { NEWEST } from '../../../src/interactions/history.js';
import type { InteractionState } from '../../../src/interactions/interaction-state.js';
import type { ImageStore } from '../../../src/persistence/images/image-store.js';
import type { PersonHistory } from '../../../src/persistence/person-history.js';
import { AppError } from '../../../src/platform/app-error.js';
import { appErrorOf } from '../../support/app-error-of.js';
import { RecordingLogger } from '../../support/recording-logger.js';
import { interactionState, OTHER_INTERACTION_ID, resultState } from '../../support/states.js';
import { strictDouble } from '../../support/strict-double.js';

const REQUEST = { isKept: false, text: '', place: NEWEST };
const RESULT = resultState(1);
const PREVIEW = interactionState({ id: OTHER_INTERACTION_ID });

const failing = (code: 'image.missing' | 'storage.failed') => () =>
  Promise.reject(new AppError({ code, retryable: false, userMessage: 'No.' }));

function setUp(entries: readonly InteractionState[], get?: ImageStore['get']) {
  const logger = new RecordingLogger();
  const read: string[] = [];
  const history = strictDouble<PersonHistory>('PersonHistory', {
    page: async () => ({ entries, hasNewer: false, hasOlder: false }),
  });
  const images = strictDouble<ImageStore>('ImageStore', {
    get: async (image) => {
      read.push(image.key);
      return get ? get(image) : Buffer.from('whole');
    },
  });
  const imaging = strictDouble<ImageProcessor>('ImageProcessor', {
    fit: async (picture) => ({ ...picture, bytes: Buffer.from('small') }),
  });
  const pages = new HistoryPages(history, images, imaging, logger);
  return { read, logger, page: async () => pages.page('200000000000000002', REQUEST) };
}

describe('the pages of a history', () => {
  it('a page shows small pictures beside the entries that have one, and reads each once', async () => {
    const { read, page } = setUp([RESULT, PREVIEW]);
    const { embeds, files } = await page();
    expect(files).toEqual([{ attachment: Buffer.from('small'), name: 'small_1.png' }]);
    expect(embeds).toMatchObject([{ thumbnail: { url: 'attachment://small_1.png' } }, {}]);
    expect(embeds?.[1]).not.toHaveProperty('thumbnail');
    await page();
    expect(read).toHaveLength(1);
  });

  it('a page without pictures takes those of the page before away', async () => {
    expect(await setUp([PREVIEW]).page()).toMatchObject({ files: [], attachments: [] });
  });

  it('a picture that is missing is left out', async () => {
    const { logger, page } = setUp([RESULT], failing('image.missing'));
    expect((await page()).files).toEqual([]);
    expect(logger.messages('warn')).toEqual(['A small picture is left out']);
  });

  it('a page whose store is away is not shown without its pictures', async () => {
    const { page } = setUp([RESULT], failing('storage.failed'));
    expect((await appErrorOf(page())).code).toBe('storage.failed');
  });
});
