import { EditPromptComponents } from './components/edit-prompt-components.js';
import { GenerationComponents } from './components/generation-components.js';
import { ProcessRequestComponents } from './components/process-request-components.js';
import { StyleOptionsComponents } from './components/style-options-components.js';
import { HelpCommand } from './commands/help-command.js';
import { StatusCommand } from './commands/status-command.js';
import { InteractionRouter } from './interaction-router.js';
import { MentionHandler } from './mention/mention-handler.js';

/** Every class that handles something from Discord; loading it makes it known to discordx. */
export const HANDLERS = [
  EditPromptComponents,
  GenerationComponents,
  HelpCommand,
  InteractionRouter,
  MentionHandler,
  ProcessRequestComponents,
  StatusCommand,
  StyleOptionsComponents,
] as const;
