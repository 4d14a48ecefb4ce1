import { DeleteComponents } from './cards/components/delete-components.js';
import { EditPromptComponents } from './cards/components/edit-prompt-components.js';
import { GenerationComponents } from './cards/components/generation-components.js';
import { KeepComponents } from './cards/components/keep-components.js';
import { OutputComponents } from './cards/components/output-components.js';
import { ProcessRequestComponents } from './cards/components/process-request-components.js';
import { SettingsComponents } from './cards/components/settings-components.js';
import { StyleOptionsComponents } from './cards/components/style-options-components.js';
import { HelpCommand } from './commands/help-command.js';
import { HistoryCommand } from './commands/history-command.js';
import { SettingsCommand } from './commands/settings-command.js';
import { ShowCommand } from './commands/show-command.js';
import { StatusCommand } from './commands/status-command.js';
import { HistoryComponents } from './history/history-components.js';
import { EditPictureCommand } from './intake/command/edit-picture-command.js';
import { ImagineCommand } from './intake/command/imagine-command.js';
import { InteractionRouter } from './interaction-router.js';
import { MentionHandler } from './intake/mention/mention-handler.js';

/** All handler classes. Loading them registers them with discordx. */
export const HANDLERS = [
  DeleteComponents,
  EditPictureCommand,
  EditPromptComponents,
  GenerationComponents,
  HelpCommand,
  HistoryCommand,
  HistoryComponents,
  ImagineCommand,
  InteractionRouter,
  KeepComponents,
  MentionHandler,
  OutputComponents,
  ProcessRequestComponents,
  SettingsCommand,
  SettingsComponents,
  ShowCommand,
  StatusCommand,
  StyleOptionsComponents,
] as const;
