import { createHash } from 'node:crypto';
import path from 'node:path';

import { DELIVERY_MAX_BYTES } from '../../generation/run/output-recorder.js';
import type { ImageProcessor } from '../../imaging/image-processor.js';
import { OUTPUT_LIMITS } from '../../imaging/limits.js';
import type { Picture } from '../../imaging/picture.js';
import { imageKey } from '../../persistence/images/image-keys.js';
import type { ImageRole } from '../../persistence/images/image-keys.js';
import type { ImageStore } from '../../persistence/images/image-store.js';
import type { StoredImage } from '../../interactions/stored-image.js';
import type { OutputItem } from '../../interactions/interaction-state.js';
import type { BotDataFolder } from './bot-data-folder.js';
import { problemIn } from './import-problem.js';
import type { PythonOutput, PythonState } from './python-state.js';

/** The source and the destination of pictures. */
export interface PictureTransfer {
  readonly folder: BotDataFolder;
  readonly imaging: ImageProcessor;
  readonly put: ImageStore['put'];
  /** Called for each picture that cannot be read, with its path and the reason. */
  readonly onProblem: (imagePath: string, problem: string) => void;
}

/** The maximum of pictures on a contact sheet. */
const MAX_ON_SHEET = 10;

/**
 * Imports the pictures of one interaction in their original bytes. An unreadable picture keeps its
 * position in the list, and its card shows the placeholder.
 */
export class ImportedPictures {
  private readonly inputs: { readonly image: StoredImage; readonly picture: Picture | null }[] = [];
  /** By checksum. A picture that is both input and output is stored once. */
  private readonly known = new Map<string, StoredImage>();
  private missing = 0;

  constructor(
    private readonly state: PythonState,
    private readonly transfer: PictureTransfer,
  ) {}

  /** Imports the inputs. Must be called before the outputs, which may refer to them. */
  async importInputs(): Promise<StoredImage[]> {
    for (const [n, imagePath] of this.state.inputPaths.entries()) {
      this.inputs.push(await this.importPicture(imagePath, { kind: 'input', n }));
    }
    return this.inputs.map(({ image }) => image);
  }

  /** Imports an output. */
  async importOutput(output: PythonOutput): Promise<OutputItem> {
    const { imagePath, promptUsed, createdAt } = output;
    const origin = originOf(output);
    const { image, picture } = await this.importPicture(imagePath, {
      kind: 'output',
      name: origin,
    });
    const isInput = this.inputs.some((input) => input.image.key === image.key);
    const deliveryImage = picture && (await this.smaller(picture, 'delivery'));
    return {
      origin: isInput ? 'input' : origin,
      image,
      deliveryImage,
      promptUsed,
      styleKey: null,
      model: null,
      text: null,
      createdAt: createdAt ?? this.state.createdAt,
    };
  }

  /** The output that a preview shows: the only input, or a contact sheet of several. */
  async previewOutputs(): Promise<OutputItem[]> {
    const shown = await this.previewImage();
    if (shown === null) return [];
    const { createdAt } = this.state;
    const madeBy = { promptUsed: '', styleKey: null, model: null, text: null };
    return [{ origin: 'input', image: shown, deliveryImage: null, ...madeBy, createdAt }];
  }

  private async previewImage(): Promise<StoredImage | null> {
    const pictures = this.inputs.flatMap(({ picture }) => picture ?? []).slice(0, MAX_ON_SHEET);
    const [first] = pictures;
    if (first === undefined) return this.inputs[0]?.image ?? null;
    if (pictures.length === 1) {
      const only = this.inputs.find(({ picture }) => picture === first);
      return (await this.smaller(first, 'sheet')) ?? only?.image ?? null;
    }
    const sheet = await this.transfer.imaging.contactSheet(pictures);
    return this.transfer.put(this.state.id, { kind: 'output', name: 'sheet' }, sheet);
  }

  /** A smaller copy, if Discord would refuse the picture itself. */
  private async smaller(picture: Picture, name: 'delivery' | 'sheet'): Promise<StoredImage | null> {
    const fitting = await this.transfer.imaging.fit(picture, { maxBytes: DELIVERY_MAX_BYTES });
    if (fitting === picture) return null;
    return this.transfer.put(this.state.id, { kind: 'output', name }, fitting);
  }

  private async importPicture(
    imagePath: string,
    role: ImageRole,
  ): Promise<{ readonly image: StoredImage; readonly picture: Picture | null }> {
    const { folder, imaging, put, onProblem } = this.transfer;
    let picture: Picture;
    try {
      picture = await imaging.inspect(await folder.read(imagePath, OUTPUT_LIMITS.maxBytes));
    } catch (error) {
      onProblem(imagePath, problemIn(error));
      return { image: this.missingImage(role), picture: null };
    }
    const sha256 = createHash('sha256').update(picture.bytes).digest('hex');
    const image = this.known.get(sha256) ?? (await put(this.state.id, role, picture));
    this.known.set(sha256, image);
    return { image, picture };
  }

  /** An image that does not exist in any store. */
  private missingImage(role: ImageRole): StoredImage {
    const { id, createdAt } = this.state;
    const unique = (this.missing += 1).toString(16).padStart(8, '0');
    return {
      key: imageKey(id, role, 'image/png', Date.parse(createdAt), unique),
      sha256: '0'.repeat(64),
      byteSize: 0,
      mediaType: 'image/png',
      width: 512,
      height: 512,
    };
  }
}

/** The file names under which the Python bot may have shown an output. */
export function fileNamesOf({ fileName, imagePath }: PythonOutput): string[] {
  return [fileName, imagePath]
    .flatMap((name) => (name === null ? [] : path.posix.basename(name.replaceAll('\\', '/'))))
    .filter((name) => name !== '' && name.length <= 255);
}

/** Reads the origin of a picture from its file name. */
function originOf(output: PythonOutput): 'styled' | 'generated' {
  return fileNamesOf(output).some((name) => /(?:^|_)styled_/.test(name)) ? 'styled' : 'generated';
}
