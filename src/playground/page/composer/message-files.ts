import type { Limits } from '../../protocol.js';
import { withFiles } from './chosen-files.js';
import type { PreviewedFile } from './file-previews.js';
import { LoadingFiles } from './loading-files.js';

/** The files of unsent messages, by their places: a person and a channel. */
export class MessageFiles {
  readonly #byPlace = new Map<string, readonly PreviewedFile[]>();
  readonly #loading = new Map<string, LoadingFiles>();

  /** @param change is called after each change */
  constructor(private readonly change: () => void) {}

  /** The files of the next message in a place. */
  in(place: string): readonly PreviewedFile[] {
    return this.#byPlace.get(place) ?? [];
  }

  /** The files that are still loaded for the next message in a place. */
  loading(place: string): LoadingFiles {
    const loading = this.#loading.get(place) ?? new LoadingFiles(this.change);
    this.#loading.set(place, loading);
    return loading;
  }

  /**
   * The files of a message with this text when all have come; null if one has failed, or nothing is
   * left to send.
   */
  async whole(place: string, text: string): Promise<readonly PreviewedFile[] | null> {
    const hasAll = await this.loading(place).arrived();
    const files = this.in(place);
    return hasAll && (text !== '' || files.length > 0) ? files : null;
  }

  /** Adds files within the limits. Returns why others were refused. */
  add(place: string, more: readonly File[], limits: Limits): readonly string[] {
    const before = this.in(place);
    const known = before.map(({ file }) => file);
    const { files, problems } = withFiles(known, more, limits);
    const added = files.slice(before.length).map((file) => {
      return { file, url: URL.createObjectURL(file) };
    });
    this.#set(place, [...before, ...added]);
    return problems;
  }

  /** Removes files that were taken out, or sent. */
  remove(place: string, removed: readonly PreviewedFile[]): void {
    for (const { url } of removed) URL.revokeObjectURL(url);
    this.#set(
      place,
      this.in(place).filter((each) => !removed.includes(each)),
    );
  }

  #set(place: string, files: readonly PreviewedFile[]): void {
    this.#byPlace.set(place, files);
    this.change();
  }
}
