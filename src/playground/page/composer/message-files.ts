import type { Limits } from '../../protocol.js';
import { withFiles } from './chosen-files.js';
import type { PreviewedFile } from './file-previews.js';

/** The files of unsent messages, by their places: a person and a channel. */
export class MessageFiles {
  readonly #byPlace = new Map<string, readonly PreviewedFile[]>();

  /** @param change is called after each change */
  constructor(private readonly change: () => void) {}

  /** The files of the next message in a place. */
  in(place: string): readonly PreviewedFile[] {
    return this.#byPlace.get(place) ?? [];
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
