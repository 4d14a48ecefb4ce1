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
import { importProblem, problemIn } from './import-problem.js';
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
    const images: StoredImage[] = [];
    for (const n of this.state.inputPaths.keys()) images.push(await this.importInput(n));
    return images;
  }

  /** Imports the input at a position, in the order of positions. */
  async importInput(n: number): Promise<StoredImage> {
    const places = [this.state.inputPaths[n] ?? ''];
    const input = await this.importPicture(places, { kind: 'input', n });
    this.inputs.push(input);
    return input.image;
  }

  /** Imports an output. */
  async importOutput(output: PythonOutput): Promise<OutputItem> {
    const { promptUsed, createdAt } = output;
    const origin = originOf(output);
    const { image, picture } = await this.importPicture(placesOf(output, this.state.id), {
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
      making: null,
      createdAt: createdAt ?? this.state.createdAt,
    };
  }

  /** The output that a preview shows: the only input, or a contact sheet of several. */
  async previewOutputs(): Promise<OutputItem[]> {
    const shown = await this.previewImage();
    if (shown === null) return [];
    const { createdAt } = this.state;
    const madeBy = { promptUsed: '', styleKey: null, model: null, text: null, making: null };
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

  /** @param places paths where the picture may be, the usual one first. */
  private async importPicture(
    places: readonly string[],
    role: ImageRole,
  ): Promise<{ readonly image: StoredImage; readonly picture: Picture | null }> {
    const { put } = this.transfer;
    const picture = await this.read(places);
    if (picture === null) return { image: this.missingImage(role), picture };
    const sha256 = createHash('sha256').update(picture.bytes).digest('hex');
    const image = this.known.get(sha256) ?? (await put(this.state.id, role, picture));
    this.known.set(sha256, image);
    return { image, picture };
  }

  private async read(places: readonly string[]): Promise<Picture | null> {
    const { folder, imaging, onProblem } = this.transfer;
    const problems: string[] = [];
    for (const place of places) {
      try {
        if (place === '') throw importProblem('the state names no file.');
        return await imaging.inspect(await folder.read(place, OUTPUT_LIMITS.maxBytes));
      } catch (error) {
        problems.push(problemIn(error));
      }
    }
    onProblem(places[0] ?? '', problems[0] ?? '');
    return null;
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

/** Where an output may be: its own file, else the copy that the Python bot kept with the state. */
function placesOf(output: PythonOutput, id: string): string[] {
  const copies = fileNamesOf(output).map((name) => `output_images/output_${id}_${name}`);
  return [output.imagePath ?? '', ...new Set(copies)];
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
