import type { InjectionToken } from 'tsyringe';

import type { InteractionState } from '../../../interactions/interaction-state.js';
import type { GivenRights } from '../../../persistence/stored-rights.js';

/**
 * What an act does: `look` and walk; `change` a card; `pay` for pictures; `end` a generation or a
 * card; `ask` for a card; `own_data`, to have what is stored of oneself, or have it forgotten,
 * which no rule refuses to anybody; `report` a card; `other` things, which concern nobody else.
 */
export type ActKind = 'look' | 'change' | 'pay' | 'end' | 'ask' | 'own_data' | 'report' | 'other';

/** Somebody who wants to do something. */
export interface ActPerson {
  readonly id: string;
  /**
   * Their roles in the server; none elsewhere. Fetched at the first call, where Discord did
   * not send them.
   */
  readonly roleIds: () => Promise<readonly string[]>;
  /** Whether they have Manage Messages in the place; false where it is not known. */
  readonly mayManageMessages: boolean;
}

/** Where somebody wants to do something. */
export interface ActPlace {
  /** Null: a direct message. */
  readonly guildId: string | null;
  readonly channelId: string | null;
  /** The channel of a thread, and the category. */
  readonly parentIds: readonly string[];
  /** Whether Discord shows it to adults alone; a thread is as its channel. */
  readonly isAgeRestricted: boolean;
  /** Whether it is a direct message with the bot alone. */
  readonly isOwnChat: boolean;
}

/** One thing that somebody wants to do, and all that rules look at. */
export interface Act {
  readonly kind: ActKind;
  /** `mention`, the name of a command, or that of a component or form. */
  readonly name: string;
  /** The id that Discord gave to the message, command or click. A repetition has the same. */
  readonly id: string;
  /** When, by Discord's clock, in ms since the epoch. A repetition after a restart has the same. */
  readonly atMs: number;
  readonly person: ActPerson;
  readonly place: ActPlace;
  /** The card that it is about, as it is stored; null: none. */
  readonly card: InteractionState | null;
  /**
   * What the person says with it: the text of a mention, of an option, of a form;
   * empty where nothing.
   */
  readonly words: string;
  readonly rights: GivenRights;
}

/** What a record says of an act. */
export interface RefusedAct extends Pick<Act, 'name' | 'card' | 'words'> {
  readonly person: Pick<ActPerson, 'id'>;
  readonly place: Pick<ActPlace, 'guildId' | 'channelId'>;
}

/** Why something is not done. */
export interface Refusal {
  /** What the person is told: names the limit, and when it ends. */
  readonly sentence: string;
  /** Whether **Make my own** is offered with it, a card of their own that starts from this one. */
  readonly offersOwn?: boolean;
  /** What the moderation log says of it; nothing is noted there by default. */
  readonly verdict?: string;
}

/**
 * One rule about who may do what, in a file of its own. It may be asked more than once for one act,
 * and a refusal changes nothing.
 */
export interface Rule {
  /** For logs and metrics, such as `denied-people`. */
  readonly name: string;
  /**
   * Whether it is asked again before a process carries out what a former one has taken in. It looks
   * at nothing that is not stored with the request: neither at roles, nor at what the request
   * itself uses up.
   */
  readonly isAskedAgain?: true;
  /** Null: the rule has nothing against it. */
  readonly refuses: (act: Act) => Refusal | null | Promise<Refusal | null>;
}

/** All rules, in the order in which they are asked (`rules.ts`). */
export const RULES: InjectionToken<readonly Rule[]> = Symbol('rules');
