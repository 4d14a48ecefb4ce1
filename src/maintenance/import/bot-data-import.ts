import { createHash } from 'node:crypto';
import { inject, injectable } from 'tsyringe';
import type { DataSource } from 'typeorm';

import { CLOCK, type Clock } from '../../platform/clock.js';
import { ImageProcessor } from '../../imaging/image-processor.js';
import { INTERACTION_ID_PATTERN } from '../../interactions/interaction-id.js';
import { DATA_SOURCE } from '../../persistence/database/database.js';
import { imageKey } from '../../persistence/images/image-keys.js';
import { IMAGE_STORE, type ImageStore } from '../../persistence/images/image-store.js';
import { encodeState } from '../../persistence/interaction-state-codec.js';
import { InteractionStateEntity } from '../../persistence/interaction-state.entity.js';
import type { InteractionState } from '../../interactions/interaction-state.js';
import { storage } from '../../persistence/storage-errors.js';
import { BotDataFolder } from './bot-data-folder.js';
import { importProblem, problemIn } from './import-problem.js';
import { ImportedFileEntity } from '../../persistence/imported-file.entity.js';
import { fileNamesOf, ImportedPictures } from './imported-pictures.js';
import { parsePythonState, type PythonState } from './python-state.js';

/** Something that could not be imported, or not as it was. */
export interface ImportFinding {
  /** The state's file. */
  readonly file: string;
  /** The picture's path in it; null when it is about the state itself. */
  readonly picture: string | null;
  readonly problem: string;
}

/** What an import did; the first four add up. */
export interface ImportReport {
  readonly states: number;
  readonly imported: number;
  /** Were imported before, or belong to this bot: they stay as they are. */
  readonly alreadyThere: number;
  readonly refused: number;
  readonly missingPictures: number;
}

/** How an import is done. */
export interface ImportOptions {
  /** Reads and checks everything, and stores nothing. */
  readonly dryRun: boolean;
  /** Ends it between two states. */
  readonly signal: AbortSignal;
  readonly onFinding: (finding: ImportFinding) => void;
  /** Hears after each state how many are done. */
  readonly onProgress?: (states: number) => void;
}

/** A state takes 1 to 5 KB. */
const MAX_STATE_BYTES = 4 * 1024 * 1024;

const STATE_FILE = new RegExp(`^states/(${INTERACTION_ID_PATTERN})\\.json$`);

/**
 * Takes over what the Python predecessor has stored. Interactions that are there already stay as
 * they are, so it can be repeated; it may run beside the bot. Each interaction is there whole or not
 * at all; killed in between, it leaves at most pictures without a row, which a cleanup removes.
 */
@injectable()
export class BotDataImport {
  constructor(
    @inject(DATA_SOURCE) private readonly dataSource: DataSource,
    @inject(IMAGE_STORE) private readonly images: ImageStore,
    private readonly imaging: ImageProcessor,
    @inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * @throws AppError `usage.no_bot_data`; `storage.*` when this program's own store fails, or the
   * reason of `signal`: what was imported before that stays.
   */
  async run(
    folderPath: string,
    { dryRun, signal, onFinding, onProgress = () => undefined }: ImportOptions,
  ): Promise<ImportReport> {
    const folder = await BotDataFolder.open(folderPath);
    const done = { states: 0, imported: 0, alreadyThere: 0, refused: 0, missingPictures: 0 };
    for await (const file of folder.stateFiles()) {
      signal.throwIfAborted();
      const onMissing = (picture: string, problem: string) => {
        done.missingPictures += 1;
        onFinding({ file, picture, problem });
      };
      try {
        done[await this.importFile(file, folder, dryRun, onMissing)] += 1;
      } catch (error) {
        onFinding({ file, picture: null, problem: problemIn(error) });
        done.refused += 1;
      }
      done.states += 1;
      onProgress(done.states);
    }
    return done;
  }

  private async importFile(
    file: string,
    folder: BotDataFolder,
    dryRun: boolean,
    onProblem: (picture: string, problem: string) => void,
  ): Promise<'imported' | 'alreadyThere'> {
    const id = STATE_FILE.exec(file)?.[1];
    if (id === undefined)
      throw importProblem('its name is no interaction id (a UUID of version 4).');
    const rows = this.dataSource.getRepository(InteractionStateEntity);
    if (await storage(rows.existsBy({ id }))) return 'alreadyThere';
    const former = parsePythonState(await folder.read(file, MAX_STATE_BYTES));
    if (former.id !== id)
      throw importProblem(`it holds the interaction ${former.id}, not its own.`);
    const put = dryRun ? this.describe : this.images.put.bind(this.images);
    const pictures = new ImportedPictures(former, {
      folder,
      imaging: this.imaging,
      put,
      onProblem,
    });
    const state = await this.stateOf(former, pictures);
    if (!dryRun) await this.store(state, former.outputs.flatMap(fileNamesOf));
    return 'imported';
  }

  private async stateOf(
    former: PythonState,
    pictures: ImportedPictures,
  ): Promise<InteractionState> {
    const { id, view, createdAt, prompt, userId, channelId, messageId } = former;
    const inputs = await pictures.bringInputs();
    const outputs = [];
    for (const output of former.outputs) outputs.push(await pictures.bringOutput(output));
    const isPreview = outputs.length === 0;
    return {
      id,
      version: 1,
      // A result that has no output is a request that has none yet.
      view: isPreview ? 'process_view' : view,
      userId,
      guildId: null,
      channelId,
      requestMessageId: null,
      messageId,
      lastClickId: null,
      createdAt,
      // The day of the move counts as use, lest the first cleanup take all that was brought over.
      lastUsedAt: new Date(this.clock.now()).toISOString(),
      originalPrompt: prompt,
      currentPrompt: prompt,
      inputs,
      outputs: isPreview ? await pictures.showInputs() : outputs,
      currentIndex: Math.min(Math.max(former.currentIndex, 0), Math.max(outputs.length - 1, 0)),
      notes: [],
      generation: null,
    };
  }

  private async store(state: InteractionState, fileNames: readonly string[]): Promise<void> {
    const row = { id: state.id, version: state.version, ...encodeState(state) };
    const files = [...new Set(fileNames)].map((name) => ({ interactionId: state.id, name }));
    await storage(
      this.dataSource.transaction(async (manager) => {
        await manager.insert(InteractionStateEntity, row);
        if (files.length > 0) await manager.insert(ImportedFileEntity, files);
      }),
    );
  }

  /** What storing a picture would give. */
  private readonly describe: ImageStore['put'] = async (id, role, picture) => {
    const { bytes, mediaType, width, height } = picture;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const key = imageKey(id, role, mediaType, this.clock.now(), sha256.slice(0, 8));
    return { key, sha256, byteSize: bytes.length, mediaType, width, height };
  };
}
