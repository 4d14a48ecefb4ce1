import { inject, injectable } from 'tsyringe';

import type { InteractionState } from '../../interactions/interaction-state.js';
import { IMAGE_STORE, type ImageStore } from '../../persistence/images/image-store.js';
import { InteractionInventory } from '../../persistence/interaction-inventory.js';
import { RemovedRequests } from '../../persistence/removed-requests.js';
import { LOGGER, type Logger } from '../../platform/logger.js';

/** Removes single interactions at once, because people want it so. */
@injectable()
export class InteractionRemoval {
  constructor(
    private readonly inventory: InteractionInventory,
    private readonly requests: RemovedRequests,
    @inject(IMAGE_STORE) private readonly images: ImageStore,
    @inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Removes the row, also with an active generation, and then its images. Before that it notes the
   * message that asked, which is not to be answered again. If it is killed, a cleanup finds what is
   * left. Repeating it is harmless.
   *
   * @throws AppError `storage.*`
   */
  async remove({
    id,
    requestMessageId,
  }: Pick<InteractionState, 'id' | 'requestMessageId'>): Promise<void> {
    if (requestMessageId !== null) await this.requests.add(requestMessageId);
    const which = { id };
    const removed = await this.inventory.remove(
      await this.inventory.findRemovable(which, 1),
      which,
    );
    await this.images.removeAll(removed.flatMap(({ imageKeys }) => imageKeys));
    await this.eraseLog(id);
  }

  private async eraseLog(interactionId: string): Promise<void> {
    try {
      await this.inventory.eraseLog();
    } catch (err) {
      this.logger.warn({ interactionId, err }, 'The log is left for the next cleanup to erase');
    }
  }
}
