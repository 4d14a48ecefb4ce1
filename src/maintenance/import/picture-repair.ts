import { imagesOf } from '../../interactions/images-of.js';
import type { InteractionState, OutputItem } from '../../interactions/interaction-state.js';
import type { StoredImage } from '../../interactions/stored-image.js';
import type { ImportedPictures } from './imported-pictures.js';
import type { PythonState } from './python-state.js';

/** What takes the place of a picture that was missing at an earlier import. */
type Repaired = Pick<OutputItem, 'image' | 'deliveryImage'>;

/** Whether an earlier import could not read a picture of this interaction. */
export function lacksPictures(state: InteractionState): boolean {
  return imagesOf(state).some(isMissing);
}

/**
 * Imports the pictures of a stored interaction that were missing at an earlier import. Those that
 * are still missing are reported again.
 *
 * @returns what takes the place of each, by its key.
 */
export async function repairPictures(
  { inputs, outputs }: InteractionState,
  former: PythonState,
  pictures: ImportedPictures,
): Promise<ReadonlyMap<string, Repaired>> {
  const found = new Map<string, Repaired>();
  const note = ({ key }: StoredImage, repaired: Repaired | undefined) => {
    if (repaired === undefined || isMissing(repaired.image)) return;
    const { image, deliveryImage } = repaired;
    found.set(key, { image, deliveryImage });
  };
  for (const [n, image] of inputs.entries()) {
    if (!isMissing(image) || n >= former.inputPaths.length) continue;
    note(image, { image: await pictures.importInput(n), deliveryImage: null });
  }
  for (const [n, { image }] of outputs.entries()) {
    const output = former.outputs[n];
    if (isMissing(image) && output !== undefined) note(image, await pictures.importOutput(output));
  }
  const [shown] = outputs;
  if (shown !== undefined && former.outputs.length === 0 && isMissing(shown.image)) {
    const [preview] = await pictures.previewOutputs();
    note(shown.image, preview);
  }
  return found;
}

/** The state with the repaired pictures; null if there are none. */
export function withRepaired(
  state: InteractionState,
  found: ReadonlyMap<string, Repaired>,
): InteractionState | null {
  if (found.size === 0) return null;
  return {
    ...state,
    inputs: state.inputs.map((image) => found.get(image.key)?.image ?? image),
    outputs: state.outputs.map((output) => ({ ...output, ...found.get(output.image.key) })),
  };
}

/** The import gives such an image to a picture that it cannot read. */
function isMissing({ byteSize }: StoredImage): boolean {
  return byteSize === 0;
}
