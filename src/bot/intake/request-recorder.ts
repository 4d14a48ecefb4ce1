import { randomUUID } from 'node:crypto';

import { inject, injectable } from 'tsyringe';

import { CLOCK, type Clock } from '../../platform/clock.js';
import { ImageProcessor } from '../../imaging/image-processor.js';
import type { Picture } from '../../imaging/picture.js';
import { IMAGE_STORE, type ImageStore } from '../../persistence/images/image-store.js';
import { withFollower } from '../../interactions/followers.js';
import type { InteractionState, OutputItem } from '../../interactions/interaction-state.js';
import { newInteraction, type NewInteraction } from '../../interactions/new-interaction.js';
import type { StoredImage } from '../../interactions/stored-image.js';
import { PersistenceService } from '../../persistence/persistence-service.js';
import type { PictureRequest } from './picture-request.js';
import type { ReadPictures } from './read-pictures.js';

/** Turns a request into a stored interaction: pictures first, then the row that names them. */
@injectable()
export class RequestRecorder {
  constructor(
    private readonly persistence: PersistenceService,
    @inject(IMAGE_STORE) private readonly images: ImageStore,
    private readonly imaging: ImageProcessor,
    @inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Stores the request under a new interaction id. Where another process has stored the same
   * request meanwhile, that is the interaction.
   *
   * @throws AppError `storage.*`: there is no interaction then.
   */
  async record(
    request: PictureRequest,
    { pictures, isSpoiler, cameFrom, notes }: ReadPictures,
  ): Promise<InteractionState> {
    const id = randomUUID();
    const { id: requestId, userId, guildId, channelId, prompt, settings } = request;
    const { reach = 'channel', chosenStyle = null, estimate = null } = request;
    const inputs = await Promise.all(
      pictures.map((picture, n) => this.images.put(id, { kind: 'input', n }, picture)),
    );
    const shown = await this.shownImage({ id, userId }, pictures, inputs);
    const state = newInteraction({
      id,
      userId,
      guildId,
      channelId,
      requestMessageId: requestId,
      prompt,
      settings,
      reach,
      chosenStyle,
      estimate,
      cameFrom,
      inputs,
      outputs: shown ? [this.inputItem(shown)] : [],
      isSpoiler,
      notes,
    });
    // First the card that it came from: a link to an interaction that never came is left out.
    if (cameFrom !== null)
      await this.persistence.change(cameFrom, (former) => withFollower(former, id));
    return this.createOnce(requestId, state);
  }

  private async createOnce(
    requestMessageId: string,
    state: NewInteraction,
  ): Promise<InteractionState> {
    try {
      return await this.persistence.create(state);
    } catch (error) {
      const other = await this.persistence.findByRequest(requestMessageId);
      if (other === null) throw error;
      return other;
    }
  }

  /** The picture that stands for the inputs: the only one, or a contact sheet of several. */
  private async shownImage(
    { id, userId }: { readonly id: string; readonly userId: string },
    pictures: readonly Picture[],
    inputs: readonly StoredImage[],
  ): Promise<StoredImage | undefined> {
    if (inputs.length < 2) return inputs[0];
    const sheet = await this.imaging.contactSheet(pictures, userId);
    return this.images.put(id, { kind: 'output', name: 'sheet' }, sheet);
  }

  private inputItem(image: StoredImage): OutputItem {
    return {
      origin: 'input',
      image,
      deliveryImage: null,
      promptUsed: '',
      styleKey: null,
      model: null,
      text: null,
      making: null,
      createdAt: new Date(this.clock.now()).toISOString(),
    };
  }
}
