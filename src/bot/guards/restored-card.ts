import type { View } from '../../views/restore-view.js';
import type { CardAnswer } from '../cards/answering/card-answer.js';

/** What the guards hand to every component handler. */
export interface RestoredCard<V extends View = View> {
  /** The interaction's view, restored from storage for this click. */
  readonly view: V;
  /** Where the handler answers. */
  readonly answer: CardAnswer;
}

/** The same while the guards are still at work: what is not restored yet is not there. */
export type CardGuardData = { -readonly [Key in keyof RestoredCard]?: RestoredCard[Key] };
