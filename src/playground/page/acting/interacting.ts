import type { Action, ActionAnswer, CommandOptions } from '../../protocol-requests.js';
import { sentenceOf } from '../net/refusal.js';
import type { Store } from '../state/store.js';
import type { Session } from './session.js';

type ComponentAction = Extract<Action, { kind: 'click' | 'select' }>;

/** Uses the bot's buttons, selects, modals and commands. */
export class Interacting {
  constructor(
    private readonly session: Session,
    private readonly store: Store,
  ) {}

  /** Clicks a button of a message. */
  async click(messageId: string, customId: string): Promise<void> {
    await this.#useComponent({ kind: 'click', messageId, customId });
  }

  /** Chooses options in a select of a message. */
  async select(messageId: string, customId: string, values: readonly string[]): Promise<void> {
    await this.#useComponent({ kind: 'select', messageId, customId, values });
  }

  /** Submits the open modal. It closes when the bot accepts it; else it keeps its values. */
  async submitModal(
    values: Readonly<Record<string, string>>,
    filesById: Readonly<Record<string, readonly File[]>>,
  ): Promise<void> {
    const open = this.store.state.screen.modal;
    if (open === null || open.isSending) return;
    this.store.show({ modal: { ...open, isSending: true, failure: null } });
    const { handle } = open;
    const sent = Object.values(filesById).flat();
    const files = Object.fromEntries(
      Object.entries(filesById).map(([id, own]) => [id, own.map((file) => sent.indexOf(file))]),
    );
    const answer = await this.#answer({ kind: 'submitModal', handle, values, files }, sent);
    if (this.store.state.screen.modal?.handle !== handle) return;
    if (answer.kind === 'interactionFailed') {
      const failure = `Something went wrong. Try again. (${answer.reason})`;
      this.store.show({ modal: { ...open, isSending: false, failure } });
    } else {
      this.store.show({ modal: null });
      this.#show(answer);
    }
  }

  /** Invokes a slash command. Returns false if it failed; the person sees why. */
  async command(
    channelId: string,
    name: string,
    options: CommandOptions,
    filesByOption: Readonly<Record<string, File>>,
  ): Promise<boolean> {
    const numbered = Object.keys(filesByOption).map((option, n) => [option, n] as const);
    const files = Object.fromEntries(numbered);
    const action = { kind: 'command', channelId, name, options, files } as const;
    const isAccepted = await this.#invoke(action, Object.values(filesByOption));
    if (isAccepted) this.store.show({ ranCommand: name });
    return isAccepted;
  }

  /** Invokes a command of a message's menu. */
  async messageCommand(messageId: string, name: string): Promise<void> {
    await this.#invoke({ kind: 'messageCommand', messageId, name });
  }

  /** The bot's completions for an option while the person types. */
  async complete(channelId: string, name: string, focused: string, options: CommandOptions) {
    const action = { kind: 'complete', channelId, name, focused, options } as const;
    const answer = await this.#answer(action);
    return answer.kind === 'choices' ? answer.choices : [];
  }

  async #useComponent(action: ComponentAction): Promise<void> {
    const { messageId, customId } = action;
    const { pending, failures } = this.store.state.screen;
    const isActive = pending.some((use) => {
      return use.messageId === messageId && use.customId === customId;
    });
    if (isActive) return;
    const use = { messageId, customId, at: Date.now() };
    const { [messageId]: _before, ...others } = failures;
    this.store.show({ pending: [...pending, use], failures: others });
    const answer = await this.#answer(action);
    const { screen } = this.store.state;
    const rest = screen.pending.filter((other) => other !== use);
    if (answer.kind === 'interactionFailed') {
      const failure = { reason: answer.reason, at: Date.now() };
      const failed = { ...screen.failures, [messageId]: failure };
      this.store.show({ pending: rest, failures: failed });
    } else {
      this.store.show({ pending: rest, answered: use, ranCommand: null });
      this.#show(answer);
    }
  }

  async #invoke(action: Action, files: readonly File[] = []): Promise<boolean> {
    let answer: ActionAnswer;
    try {
      answer = await this.session.api.act(action, files);
    } catch (error) {
      this.store.show({ notice: sentenceOf(error) });
      return false;
    }
    if (answer.kind === 'interactionFailed') {
      this.store.show({ notice: `The application did not respond. ${answer.reason}` });
      return false;
    }
    this.store.show({ notice: null });
    this.#show(answer);
    return true;
  }

  /** A refusal is shown in the same place as a failed interaction. */
  async #answer(action: Action, files: readonly File[] = []): Promise<ActionAnswer> {
    try {
      return await this.session.api.act(action, files);
    } catch (error) {
      return { kind: 'interactionFailed', reason: sentenceOf(error) };
    }
  }

  #show(answer: ActionAnswer): void {
    if (answer.kind !== 'modal') return;
    const { handle, modal } = answer;
    this.store.show({ modal: { handle, modal, isSending: false, failure: null }, menu: null });
  }
}
