import { CompletedFieldElement } from '../composer/completed-field-element.js';
import { CommandFormElement } from '../composer/command-form-element.js';
import { ComposerElement } from '../composer/composer-element.js';
import { ModalDialogElement } from '../dialogs/modal-dialog-element.js';
import { UploadFieldElement } from '../dialogs/upload-field-element.js';
import { PictureDialogElement } from '../dialogs/picture-dialog-element.js';
import { CardEmbed } from '../messages/card-embed.js';
import { MessageListElement } from '../messages/message-list-element.js';
import { MessageMenuElement } from '../messages/message-menu-element.js';
import { SelectElement } from '../messages/select-element.js';
import { ModelChoiceElement } from '../panel/model-choice-element.js';
import { TickerElement } from '../panel/ticker-element.js';

const ELEMENTS: Readonly<Record<string, CustomElementConstructor>> = {
  'playground-command-form': CommandFormElement,
  'playground-completed-field': CompletedFieldElement,
  'playground-composer': ComposerElement,
  'playground-embed': CardEmbed,
  'playground-message-list': MessageListElement,
  'playground-message-menu': MessageMenuElement,
  'playground-modal-dialog': ModalDialogElement,
  'playground-upload-field': UploadFieldElement,
  'playground-model-choice': ModelChoiceElement,
  'playground-picture-dialog': PictureDialogElement,
  'playground-select': SelectElement,
  'playground-ticker': TickerElement,
};

/** Registers the page's custom elements. */
export function defineElements(): void {
  for (const [name, element] of Object.entries(ELEMENTS)) customElements.define(name, element);
}
