import { AdminCommand } from './commands/admin/admin-command.js';
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
import { UsageCommand } from './usage/usage-command.js';
import { HistoryComponents } from './history/history-components.js';
import { EditPictureCommand } from './intake/command/edit-picture-command.js';
import { ImagineCommand } from './intake/command/imagine-command.js';
import { ExportCommand } from './personal-data/export-command.js';
import { ForgetCommand } from './personal-data/forget-command.js';
import { AdminLogCommand } from './moderation/admin-log-command.js';
import { RemoveCardCommand } from './moderation/remove-card-command.js';
import { ReportCommand } from './moderation/report-command.js';
import { OwnCardComponent } from './intake/command/own-card-component.js';
import { InteractionRouter } from './interaction-router.js';
import { MentionHandler } from './intake/mention/mention-handler.js';

/** All handler classes. Loading them registers them with discordx. */
export const HANDLERS = [
  AdminCommand,
  AdminLogCommand,
  DeleteComponents,
  EditPictureCommand,
  EditPromptComponents,
  ExportCommand,
  ForgetCommand,
  GenerationComponents,
  HelpCommand,
  HistoryCommand,
  HistoryComponents,
  ImagineCommand,
  InteractionRouter,
  KeepComponents,
  MentionHandler,
  OutputComponents,
  OwnCardComponent,
  ProcessRequestComponents,
  RemoveCardCommand,
  ReportCommand,
  SettingsCommand,
  SettingsComponents,
  ShowCommand,
  StatusCommand,
  StyleOptionsComponents,
  UsageCommand,
] as const;
