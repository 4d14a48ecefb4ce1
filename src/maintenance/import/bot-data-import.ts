import { createHash } from 'node:crypto';
import { inject, injectable } from 'tsyringe';

import { PersistenceService } from '../../persistence/persistence-service.js';
import { AppError } from '../../platform/app-error.js';
import { CLOCK, type Clock } from '../../platform/clock.js';
import { ImageProcessor } from '../../imaging/image-processor.js';
import { INTERACTION_ID_PATTERN } from '../../interactions/interaction-id.js';
import { imageKey } from '../../persistence/images/image-keys.js';
import { IMAGE_STORE, type ImageStore } from '../../persistence/images/image-store.js';
import { InteractionInventory } from '../../persistence/interaction-inventory.js';
import { AUTOMATIC_SETTINGS } from '../../interactions/settings.js';
import { newInteraction } from '../../interactions/new-interaction.js';
import type { InteractionState } from '../../interactions/interaction-state.js';
import { BotDataFolder } from './bot-data-folder.js';
import { importProblem, problemIn } from './import-problem.js';
import { fileNamesOf, ImportedPictures } from './imported-pictures.js';
import { lacksPictures, repairPictures, withRepaired } from './picture-repair.js';
import { parsePythonState, type PythonState } from './python-state.js';

/** Something that could not be imported, or only in part. */
export interface ImportFinding {
  /** The state file. */
  readonly file: string;
  /** The picture's path in the state; null if the problem concerns the state itself. */
  readonly picture: string | null;
  readonly problem: string;
}

/** The result of an import. `states` is the sum of the next three. */
export interface ImportReport {
  readonly states: number;
  readonly imported: number;
  /** Already stored, by an earlier import or by this bot. */
  readonly alreadyThere: number;
  readonly refused: number;
  /** Pictures that no import could read until now. */
  readonly missingPictures: number;
}

/** Options of an import. */
export interface ImportOptions {
  /** Reads and checks everything, but stores nothing. */
  readonly dryRun: boolean;
  /** Stops the import between two states. */
  readonly signal: AbortSignal;
  readonly onFinding: (finding: ImportFinding) => void;
  /** Called after each state with the number of finished states. */
  readonly onProgress?: (states: number) => void;
}

/** A state usually takes 1 to 5 KB. */
const MAX_STATE_BYTES = 4 * 1024 * 1024;

const STATE_FILE = new RegExp(`^states/(${INTERACTION_ID_PATTERN})\\.json$`);

/**
 * Imports the data of the Python bot. Of existing interactions only pictures are changed that an
 * earlier import could not read, so an import can be repeated, and can run while the bot runs. Each
 * interaction is imported completely or not at all. A killed import leaves at most pictures without
 * a row, which a cleanup removes.
 */
@injectable()
export class BotDataImport {
  constructor(
    private readonly inventory: InteractionInventory,
    @inject(IMAGE_STORE) private readonly images: ImageStore,
    private readonly imaging: ImageProcessor,
    @inject(CLOCK) private readonly clock: Clock,
    private readonly persistence: PersistenceService,
  ) {}

  /**
   * @throws AppError `usage.no_bot_data`; `storage.*` when this program's own store fails, or the
   * reason of `signal`. What was imported before that is kept.
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
    const stored = await this.stored(id);
    if (stored !== null && (stored === 'unreadable' || !lacksPictures(stored)))
      return 'alreadyThere';
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
    if (stored !== null) {
      const found = await repairPictures(stored, former, pictures);
      if (!dryRun) await this.persistence.change(id, (newest) => withRepaired(newest, found));
      return 'alreadyThere';
    }
    const state = await this.stateOf(former, pictures);
    const formerFileNames = former.outputs.flatMap(fileNamesOf);
    if (!dryRun)
      await this.inventory.insertAll((insert) => insert([{ state, formerFileNames, turns: [] }]));
    return 'imported';
  }

  /** A row that cannot be read is left as it is. */
  private async stored(id: string): Promise<InteractionState | 'unreadable' | null> {
    if (!(await this.inventory.has(id))) return null;
    try {
      return await this.persistence.load(id);
    } catch (error) {
      if (error instanceof AppError && error.code === 'state.unreadable') return 'unreadable';
      throw error;
    }
  }

  private async stateOf(
    former: PythonState,
    pictures: ImportedPictures,
  ): Promise<InteractionState> {
    const { id, view, createdAt, prompt, userId, channelId, messageId } = former;
    const inputs = await pictures.importInputs();
    const outputs = [];
    for (const output of former.outputs) outputs.push(await pictures.importOutput(output));
    const isPreview = outputs.length === 0;
    const request = newInteraction({
      id,
      userId,
      guildId: null,
      channelId,
      requestMessageId: null,
      prompt,
      inputs,
      outputs: isPreview ? await pictures.previewOutputs() : outputs,
      isSpoiler: false,
      settings: AUTOMATIC_SETTINGS,
      notes: [],
    });
    return {
      ...request,
      version: 1,
      // A result without outputs is shown as a preview.
      view: isPreview ? 'process_view' : view,
      messageId,
      createdAt,
      // The import counts as last use. Otherwise the first cleanup would remove everything.
      lastUsedAt: new Date(this.clock.now()).toISOString(),
      currentIndex: Math.min(Math.max(former.currentIndex, 0), Math.max(outputs.length - 1, 0)),
    };
  }

  /** The result of storing a picture, without storing it. */
  private readonly describe: ImageStore['put'] = async (id, role, picture) => {
    const { bytes, mediaType, width, height } = picture;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const key = imageKey(id, role, mediaType, this.clock.now(), sha256.slice(0, 8));
    return { key, sha256, byteSize: bytes.length, mediaType, width, height };
  };
}
