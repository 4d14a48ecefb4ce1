import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** A state file as the Python bot wrote it. */
export interface FormerState {
  readonly interaction_id: string;
  readonly interaction_type: 'style_view' | 'process_view';
  readonly created_at: string;
  readonly original_text: string;
  readonly original_image_paths: readonly string[];
  readonly outputs: readonly {
    readonly image_path: string | null;
    readonly filename: string;
    readonly prompt_used: string;
    readonly timestamp: string;
  }[];
  readonly current_index: number;
  readonly user_id: string | null;
  readonly channel_id: string | null;
  readonly message_id: string | null;
}

/** A result without pictures, as a base for others. */
export function formerState(id: string, changes: Partial<FormerState> = {}): FormerState {
  return {
    interaction_id: id,
    interaction_type: 'style_view',
    created_at: '2024-08-31T12:00:00.123456',
    original_text: 'a cat',
    original_image_paths: [],
    outputs: [],
    current_index: 0,
    user_id: null,
    channel_id: null,
    message_id: null,
    ...changes,
  };
}

/** The Python bot's data folder, as far as a test fills it. */
export class BotData {
  private constructor(readonly dir: string) {}

  static async make(dir: string): Promise<BotData> {
    for (const folder of ['states', 'input_images', 'output_images']) {
      await mkdir(path.join(dir, folder), { recursive: true });
    }
    return new BotData(dir);
  }

  /** Stores a file, by its path in the folder. */
  async write(name: string, bytes: Buffer | string): Promise<string> {
    await writeFile(path.join(this.dir, name), bytes);
    return name;
  }

  async state(state: FormerState): Promise<void> {
    await this.write(`states/${state.interaction_id}.json`, JSON.stringify(state, null, 2));
  }

  /** Stores a picture of the person. */
  async input(id: string, n: number, bytes: Buffer): Promise<string> {
    return this.write(`input_images/input_${id}_${n}_20240831_120000.png`, bytes);
  }

  /** Stores an output, and gives its entry in the state; `filename` is what its card shows. */
  async output(
    id: string,
    kind: 'generated' | 'styled',
    second: number,
    bytes: Buffer,
  ): Promise<FormerState['outputs'][number] & { readonly image_path: string }> {
    const time = `20240831_1200${String(second).padStart(2, '0')}`;
    const image_path = await this.write(`output_images/output_${id}_${kind}_${time}.png`, bytes);
    return {
      image_path,
      filename: `${kind}_${time}.png`,
      prompt_used: `${kind} ${second}`,
      timestamp: `2024-08-31T12:00:${String(second).padStart(2, '0')}`,
    };
  }
}
