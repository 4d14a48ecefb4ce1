import type { Sample } from '../../protocol.js';
import type { App } from '../acting/app.js';
import type { PageState } from '../state/page-state.js';
import type { PickableCommand } from './commands.js';
import type { PreviewedFile } from './file-previews.js';
import type { LoadingFiles } from './loading-files.js';
import type { Suggestion } from './suggestions.js';

/** The composer for its template. */
export interface ComposerModel {
  readonly app: App;
  readonly state: PageState;
  readonly text: string;
  readonly problems: readonly string[];
  readonly suggestions: readonly Suggestion[];
  /** The suggestion that Enter takes, and its element's id. */
  readonly active: number;
  readonly activeId: string | null;
  command: PickableCommand | null;
  readonly isSending: boolean;
  readonly chosen: readonly PreviewedFile[];
  readonly loading: LoadingFiles;
  addFiles(files: readonly File[]): void;
  pickSample(sample: Sample): void;
  removeFile(file: PreviewedFile): void;
  take(suggestion: Suggestion): void;
  onInput(event: Event): void;
  onKey(event: KeyboardEvent): void;
  send(): Promise<void>;
}
