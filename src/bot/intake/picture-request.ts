import type { InteractionState } from '../../interactions/interaction-state.js';
import type { Price } from '../../interactions/price.js';
import type { Settings } from '../../interactions/settings.js';
import type { Picture } from '../../imaging/picture.js';
import type { TakeSlot } from './reading-slots.js';

/** A request for a picture, however it came in. */
export interface PictureRequest {
  /** The id that Discord gave to what asked. The same request has the same id in every process. */
  readonly id: string;
  /** Who asked. */
  readonly userId: string;
  /** Where; null for the server in a direct message. */
  readonly guildId: string | null;
  readonly channelId: string;
  /** Whether the place is age-restricted; not by default. */
  readonly isAgeRestricted?: boolean;
  readonly prompt: string;
  /** What its flags say. */
  readonly settings: Settings;
  /** What these settings will cost; null, as by default, where nobody knows. */
  readonly estimate?: Price | null;
  /** The style that it names; none by default. */
  readonly chosenStyle?: string | null;
  /** What will change its card; its channel by default. */
  readonly reach?: InteractionState['reach'];
  /** In the order that the interaction keeps. */
  readonly pictures: readonly PictureSource[];
  /** One line for each thing that could not be taken over, with the reason. */
  readonly notes: readonly string[];
}

/** For whom pictures are read. */
export interface Reader {
  /** Who asked. */
  readonly personId: string;
  readonly takeSlot: TakeSlot;
}

/** A picture that a request brings along, not read yet. */
export interface PictureSource {
  /** What people call it: the file's name. */
  readonly name: string;
  /** Whether its sender covered it; not by default. */
  readonly isSpoiler?: boolean;
  /** The interaction whose card shows it; none by default. */
  readonly cardOf?: string;
  /**
   * Null: it cannot be used, and the person knows. Takes the slot before many bytes are in memory.
   *
   * @throws AppError whose sentence says why the picture cannot be used.
   */
  readonly read: (reader: Reader) => Promise<Picture | null>;
}
