import type { View } from '../../views/restore-view.js';
import type { CardAnswer } from '../cards/answering/card-answer.js';
import type { SeenCard } from '../cards/answering/seen-card.js';

/** What the guards pass to every component handler. */
export interface RestoredCard<V extends View = View> {
  /** The interaction's view, restored from storage for this click. */
  readonly view: V;
  /** What the person saw when they clicked. */
  readonly seen: SeenCard;
  /** Sends the handler's answers. */
  readonly answer: CardAnswer;
}

/** The same before all guards have run; fields may still be missing. */
export type CardGuardData = { -readonly [Key in keyof RestoredCard]?: RestoredCard[Key] } & {
  /** Whether Discord has repeated the click after a restart. */
  isRepeated?: boolean;
  /** Tells who asked what went wrong, where another answer waits for it than that of a card. */
  tell?: (sentence: string) => Promise<void>;
};
