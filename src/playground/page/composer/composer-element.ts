import { LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';

import type { Sample } from '../../protocol.js';
import type { App } from '../acting/app.js';
import { draftOf, rememberDraft } from '../acting/remembered.js';
import type { PageState } from '../state/page-state.js';
import { isFromWithin } from '../shell/dom-events.js';
import { channelOf, type World } from '../state/world.js';
import { CommandFormElement } from './command-form-element.js';
import type { PickableCommand } from './commands.js';
import { composerBox } from './composer-box.js';
import type { ComposerModel } from './composer-model.js';
import { filesOf } from './dropped-files.js';
import type { PreviewedFile } from './file-previews.js';
import { lengthProblems } from './length-problem.js';
import type { LoadingFiles } from './loading-files.js';
import { MessageFiles } from './message-files.js';
import { withMentions } from './mentions.js';
import { sampleFile, sampleProblem } from './picked-samples.js';
import { SUGGESTIONS_ID } from './suggestion-list.js';
import { suggestionsFor, type Suggestion } from './suggestions.js';

/**
 * The composer for text, files, mentions and commands, with a draft for each channel and person.
 */
export class ComposerElement extends LitElement implements ComposerModel {
  static override properties = {
    state: { attribute: false },
    text: { state: true },
    problems: { state: true },
    suggestions: { state: true },
    active: { state: true },
    command: { state: true },
  };

  declare app: App;
  declare state: PageState;
  declare text: string;
  declare problems: readonly string[];
  declare suggestions: readonly Suggestion[];
  declare active: number;
  declare command: PickableCommand | null;
  #place = '';
  readonly #files = new MessageFiles(() => this.requestUpdate());
  /** The places whose message is being sent. */
  readonly #sending = new Set<string>();

  constructor() {
    super();
    this.text = '';
    this.problems = [];
    this.suggestions = [];
    this.active = 0;
    this.command = null;
  }

  protected override createRenderRoot(): this {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('paste', this.#onPaste);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('paste', this.#onPaste);
  }

  protected override willUpdate(): void {
    const { you } = this.state.world ?? {};
    const place = `${you ?? ''} ${this.state.screen.channelId ?? ''}`;
    if (place === this.#place) return;
    this.#place = place;
    this.text = draftOf(this.app.session.as, this.state.screen.channelId ?? '');
    this.problems = [];
    this.suggestions = [];
    this.command = null;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const area = this.#area();
    if (!area) return;
    if (area.value !== this.text) area.value = this.text;
    area.style.height = 'auto';
    area.style.height = `${area.scrollHeight}px`;
    if (changed.has('command') && !this.command && changed.get('command')) area.focus();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { world, screen } = this.state;
    const channel = world && channelOf(world, screen.channelId);
    return world && channel ? composerBox(this, world, channel) : nothing;
  }

  /** The files of the next message in this channel. */
  get chosen(): readonly PreviewedFile[] {
    return this.#files.in(this.#place);
  }

  /** The files that are on their way to it. */
  get loading(): LoadingFiles {
    return this.#files.loading(this.#place);
  }

  get isSending(): boolean {
    return this.#sending.has(this.#place);
  }

  /** Adds picked, pasted or dropped files within the limits. */
  addFiles(more: readonly File[]): void {
    const { world, screen } = this.state;
    const channel = world && channelOf(world, screen.channelId);
    if (!world || more.length === 0) return;
    const form = this.querySelector('playground-command-form');
    if (form instanceof CommandFormElement) return form.addFiles(more);
    if (channel?.canAttach !== true) {
      this.problems = ['You do not have the permission to attach files here.'];
      return;
    }
    this.#keep(this.#place, world, more);
  }

  /** Adds a sample photo to the message, or to the command, when it has come. */
  pickSample(sample: Sample): void {
    const { world } = this.state;
    if (!world) return;
    const place = this.#place;
    this.loading.add(
      sample.name,
      (signal) => sampleFile(sample, signal),
      (file) => this.#keep(place, world, [file]),
      () => this.app.navigating.notice(sampleProblem(sample)),
    );
  }

  #keep(place: string, { limits }: World, more: readonly File[]): void {
    const problems = this.#files.add(place, more, limits);
    if (place !== this.#place) return;
    this.problems = problems;
    this.#area()?.focus();
  }

  /** Removes a file from the message. */
  removeFile(removed: PreviewedFile): void {
    this.#files.remove(this.#place, [removed]);
    this.problems = [];
    this.#area()?.focus();
  }

  /** Sets the composer's text, and stores it as the draft. */
  write(text: string): void {
    this.text = text;
    rememberDraft(this.app.session.as, this.state.screen.channelId ?? '', text);
  }

  onInput({ target }: Event): void {
    if (!(target instanceof HTMLTextAreaElement)) return;
    const { value, selectionEnd } = target;
    const { world, screen } = this.state;
    this.write(value);
    this.problems = [];
    this.active = 0;
    const { channelId } = screen;
    if (!world || channelId === null) return;
    this.suggestions = suggestionsFor(world, channelOf(world, channelId), value, selectionEnd);
    if (value !== '' && !value.startsWith('/')) void this.app.messaging.type(channelId);
  }

  onKey(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const { suggestions } = this;
    const picked = suggestions[this.active];
    if (picked) {
      const step = { ArrowDown: 1, ArrowUp: suggestions.length - 1 }[event.key];
      if (step !== undefined) this.active = (this.active + step) % suggestions.length;
      else if (event.key === 'Enter' || event.key === 'Tab') this.take(picked);
      else if (event.key === 'Escape') this.suggestions = [];
      else return;
      event.preventDefault();
      event.stopPropagation();
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      void this.send();
    } else if (event.key === 'Escape' && this.state.screen.replyTo !== null) {
      this.app.navigating.replyTo(null);
    }
  }

  /** Completes the text with a suggestion. */
  take(suggestion: Suggestion): void {
    this.suggestions = [];
    if (suggestion.kind === 'command') {
      this.command = suggestion.command;
      this.write('');
      return;
    }
    const caret = this.#area()?.selectionEnd ?? this.text.length;
    const before = `${this.text.slice(0, suggestion.start)}@${suggestion.name} `;
    this.write(before + this.text.slice(caret).trimStart());
    void this.#putCaret(before.length);
  }

  /** Sends the message. A refused message stays in the composer. */
  async send(): Promise<void> {
    const { world, screen } = this.state;
    const { channelId } = screen;
    if (!world || channelId === null || this.isSending) return;
    const content = withMentions(this.text.trim(), world);
    if (content === '' && this.chosen.length + this.loading.files.length === 0) return;
    this.problems = lengthProblems(content, world);
    if (this.problems.length > 0) return;
    const [place, typed] = [this.#place, this.text];
    const { as } = this.app.session;
    const ready = this.#files.whole(place, content);
    this.#sending.add(place);
    this.requestUpdate();
    const isSent = await this.app.messaging.send(channelId, content, ready);
    this.#sending.delete(place);
    this.requestUpdate();
    if (!isSent) return;
    this.#files.remove(place, (await ready) ?? []);
    if (this.#place !== place) rememberDraft(as, channelId, '');
    else if (this.text === typed) this.write('');
    this.#area()?.focus();
  }

  /** The id of the suggestion that Enter takes. */
  get activeId(): string | null {
    return this.suggestions.length > 0 ? `${SUGGESTIONS_ID}-${this.active}` : null;
  }

  async #putCaret(at: number): Promise<void> {
    await this.updateComplete;
    this.#area()?.focus();
    this.#area()?.setSelectionRange(at, at);
  }

  #area(): HTMLTextAreaElement | null {
    return this.querySelector('textarea');
  }

  readonly #onPaste = (event: ClipboardEvent): void => {
    const files = filesOf(event.clipboardData);
    if (files.length === 0 || isFromWithin(event, 'dialog, aside')) return;
    event.preventDefault();
    this.addFiles(files);
  };
}
