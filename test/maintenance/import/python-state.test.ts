import { describe, expect, it } from '@jest/globals';

import { parsePythonState } from '../../../src/maintenance/import/python-state.js';
import { appErrorOf } from '../../support/app-error-of.js';
import { formerState } from '../../support/bot-data.js';
import { INTERACTION_ID as ID } from '../../support/states.js';

function parse(changes: object): ReturnType<typeof parsePythonState> {
  return parsePythonState(Buffer.from(JSON.stringify({ ...formerState(ID), ...changes })));
}

function parseText(text: string | Buffer): ReturnType<typeof parsePythonState> {
  return parsePythonState(Buffer.from(text));
}

describe('a state file of the Python bot', () => {
  it('a state file is read with everything in it', () => {
    expect(
      parse({
        created_at: '2024-08-31T12:00:00Z',
        original_image_paths: [`input_images/input_${ID}_0_20240831_120000.png`],
        outputs: [
          {
            image_path: 'output_images/a.png',
            filename: 'generated_1.png',
            prompt_used: 'a cat',
            timestamp: '2024-08-31T12:00:30Z',
          },
        ],
        user_id: null,
        channel_id: '42',
      }),
    ).toEqual({
      id: ID,
      view: 'style_view',
      createdAt: '2024-08-31T12:00:00.000Z',
      prompt: 'a cat',
      inputPaths: [`input_images/input_${ID}_0_20240831_120000.png`],
      outputs: [
        {
          imagePath: 'output_images/a.png',
          fileName: 'generated_1.png',
          promptUsed: 'a cat',
          createdAt: '2024-08-31T12:00:30.000Z',
        },
      ],
      currentIndex: 0,
      userId: null,
      channelId: '42',
      messageId: null,
    });
  });

  it('a state file keeps ids that are numbers, to the last digit', () => {
    const text = JSON.stringify({ ...formerState(ID), message_id: 0 }).replace(
      '"message_id":0',
      '"message_id":1234567890123456789',
    );
    expect(parseText(text).messageId).toBe('1234567890123456789');
  });

  it('a state file may leave out what it can do without', () => {
    const { interaction_id, interaction_type, created_at } = formerState(ID);
    const sparse = { interaction_id, interaction_type, created_at, original_text: null };
    expect(parseText(JSON.stringify(sparse))).toMatchObject({
      prompt: '',
      inputPaths: [],
      outputs: [],
      currentIndex: 0,
    });
  });

  it('a state file with a prompt of white space has none', () => {
    expect(parse({ original_text: ' \n\u200b ' }).prompt).toBe('');
  });

  it('a state file with a prompt of 4,000 characters is read', () => {
    expect(parse({ original_text: 'x'.repeat(4000) }).prompt).toHaveLength(4000);
  });

  it.each<[string, object]>([
    ['original_text', { original_text: 'x'.repeat(4001) }],
    ['interaction_id', { interaction_id: '1' }],
    ['interaction_id', { interaction_id: '../../etc/passwd' }],
    ['interaction_id', { interaction_id: ID.replace('-4c77-', '-1c77-') }],
    ['interaction_type', { interaction_type: 'root_view' }],
    ['created_at', { created_at: 'yesterday' }],
    ['created_at', { created_at: null }],
    ['original_text', { original_text: { $ne: 1 } }],
    ['original_image_paths', { original_image_paths: 'input_images/a.png' }],
    ['original_image_paths', { original_image_paths: Array(101).fill('a') }],
    ['original_image_paths.0', { original_image_paths: [7] }],
    ['outputs', { outputs: { length: 1 } }],
    ['outputs', { outputs: Array.from({ length: 1001 }, () => ({ image_path: 'a' })) }],
    ['outputs.0.image_path', { outputs: [{}] }],
    ['outputs.0.timestamp', { outputs: [{ image_path: 'a', timestamp: 'soon' }] }],
    ['current_index', { current_index: 0.5 }],
    ['current_index', { current_index: '1' }],
    ['user_id', { user_id: 'ann' }],
    ['message_id', { message_id: -1 }],
    ['channel_id', { channel_id: '1'.repeat(21) }],
  ])('a state file is refused, naming %s, when that is wrong: %j', async (field, changes) => {
    const error = await appErrorOf(() => parse(changes));
    expect(error.code).toBe('storage.import_problem');
    expect(error.userMessage.split(':')[0]).toBe(field);
  });

  it.each<[string, string | Buffer]>([
    ['torn', '{"interaction_id": "3f2b'],
    ['empty', ''],
    ['not UTF-8', Buffer.from([0x7b, 0xff, 0x7d])],
    ['nested beyond measure', '['.repeat(3_000_000)],
    ['with one key twice', '{"interaction_id": 1, "interaction_id": 2}'],
    ['with NaN', '{"current_index": NaN}'],
  ])('a state file is refused as torn or damaged when it is %s', async (_what, text) => {
    const error = await appErrorOf(() => parseText(text));
    expect(error.userMessage).toBe('it is no whole JSON; it is torn or damaged.');
  });

  it.each(['[]', 'null', '"text"', '7'])(
    'a state file is refused when its JSON is %s',
    async (text) => {
      const error = await appErrorOf(() => parseText(text));
      expect(error.userMessage).toMatch(/^the state: /);
    },
  );
});
