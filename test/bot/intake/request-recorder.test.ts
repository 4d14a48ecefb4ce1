import { describe, expect, it } from '@jest/globals';

import { RequestRecorder } from '../../../src/bot/intake/request-recorder.js';
import type { ImageProcessor } from '../../../src/imaging/image-processor.js';
import { appErrorOf } from '../../support/app-error-of.js';
import { MemoryImageStore, textPicture } from '../../support/memory-image-store.js';
import { busy } from '../../support/memory-persistence.js';
import { strictDouble } from '../../support/strict-double.js';
import { openTestDatabase } from '../../support/test-database.js';
import { AUTOMATIC_SETTINGS } from '../../../src/interactions/settings.js';

async function setUp(imaging: Partial<ImageProcessor> = {}) {
  const { persistence, clock } = await openTestDatabase();
  const store = new MemoryImageStore();
  const processor = strictDouble<ImageProcessor>('ImageProcessor', imaging);
  const recorder = new RequestRecorder(persistence, store, processor, clock);
  let requestCount = 49;
  const record = (prompt: string, names: readonly string[], notes: readonly string[] = []) => {
    requestCount += 1;
    return recordAs(String(requestCount), prompt, names, notes);
  };
  const recordAs = (
    id: string,
    prompt: string,
    names: readonly string[],
    notes: readonly string[] = [],
    cameFrom: string | null = null,
  ) => {
    const request = {
      id,
      userId: '2',
      guildId: '3',
      channelId: '4',
      prompt,
      settings: { ...AUTOMATIC_SETTINGS, aspectRatio: '16:9' },
      pictures: [],
      notes: [],
    };
    const read = { pictures: names.map(textPicture), isSpoiler: false, cameFrom, notes };
    return recorder.record(request, read);
  };
  return { persistence, store, record, recordAs };
}

describe('the request recorder', () => {
  it('the recorder makes a stored preview of a text, under an id of its own', async () => {
    const { persistence, store, record } = await setUp();
    const state = await record('a lighthouse', [], ['**x** was left out.']);
    expect(state).toMatchObject({
      settings: { aspectRatio: '16:9' },
      view: 'process_view',
      userId: '2',
      guildId: '3',
      channelId: '4',
      requestMessageId: '50',
      messageId: null,
      originalPrompt: 'a lighthouse',
      currentPrompt: 'a lighthouse',
      inputs: [],
      outputs: [],
      notes: ['**x** was left out.'],
      generation: null,
    });
    expect(await persistence.load(state.id)).toEqual(state);
    expect(store.images.size).toBe(0);
    expect((await record('a lighthouse', [])).id).not.toBe(state.id);
  });

  it('the recorder stores one picture once; it is the input and what the card shows', async () => {
    const { store, record } = await setUp();
    const { inputs, outputs } = await record('', ['cat']);
    expect(store.images.size).toBe(1);
    expect(outputs).toMatchObject([{ origin: 'input', image: inputs[0], promptUsed: '' }]);
  });

  it('the recorder stores several pictures in their order, and shows a contact sheet of them', async () => {
    const { store, record } = await setUp({
      contactSheet: async (pictures) => textPicture(`sheet of ${pictures.length}`),
    });
    const { inputs, outputs } = await record('', ['cat', 'dog', 'fox']);
    const bytesOf = (key = '') => store.images.get(key)?.toString();
    expect(inputs.map(({ key }) => bytesOf(key))).toEqual(['cat', 'dog', 'fox']);
    expect(outputs.map(({ image }) => bytesOf(image.key))).toEqual(['sheet of 3']);
    expect(outputs[0]?.origin).toBe('input');
  });

  it('the recorder gives everybody the same interaction when several processes record one request', async () => {
    const { persistence, recordAs } = await setUp();
    const states = await Promise.all([1, 2, 3].map(() => recordAs('77', 'a cat', [])));
    expect(new Set(states.map(({ id }) => id)).size).toBe(1);
    expect((await persistence.stats()).interactions).toBe(1);
  });

  it('the recorder lets a request and the interaction that it came from name each other', async () => {
    const { persistence, record, recordAs } = await setUp();
    const former = await record('a lighthouse', []);
    const later = await recordAs('77', 'make it winter', ['cat'], [], former.id);
    expect(later.cameFrom).toBe(former.id);
    expect((await persistence.load(former.id)).followers).toEqual([later.id]);
  });

  it('the recorder makes no interaction when a picture cannot be stored', async () => {
    const { persistence, store, record } = await setUp();
    store.failures.push(busy());
    expect((await appErrorOf(record('a lighthouse', ['cat']))).code).toBe('storage.busy');
    expect((await persistence.stats()).interactions).toBe(0);
  });

  it('the recorder keeps apart what people ask for in the same millisecond', async () => {
    const { persistence, record } = await setUp();
    const states = await Promise.all(
      Array.from({ length: 20 }, (_, n) => record(`prompt ${n}`, [`picture ${n}`])),
    );
    expect(new Set(states.map(({ id }) => id)).size).toBe(20);
    expect(new Set(states.map(({ inputs }) => inputs[0]?.key)).size).toBe(20);
    const loaded = await Promise.all(states.map(({ id }) => persistence.load(id)));
    expect(loaded.map(({ currentPrompt }) => currentPrompt)).toEqual(
      states.map((_, n) => `prompt ${n}`),
    );
  });
});
