/** A file on its way. */
export interface LoadingFile {
  readonly name: string;
  /** The file is not wanted any more. */
  readonly cancel: () => void;
}

/** The files that are still loaded for a message or a command. Sending waits for them. */
export class LoadingFiles {
  readonly #tasks = new Map<Promise<boolean>, LoadingFile>();

  /** @param change is called when a file begins to load, and when it has loaded or failed */
  constructor(private readonly change: () => void) {}

  /** The files that have not come yet. */
  get files(): readonly LoadingFile[] {
    return [...this.#tasks.values()];
  }

  /** Loads a file and passes it on; `fail` is told when it cannot be loaded. */
  add(
    name: string,
    load: (signal: AbortSignal) => Promise<File>,
    take: (file: File) => void,
    fail: () => void,
  ): void {
    const abort = new AbortController();
    const task = this.#result(load, abort.signal, take, fail);
    this.#tasks.set(task, { name, cancel: () => abort.abort() });
    this.change();
    void this.#forget(task);
  }

  /** Waits until all files have come. False when one of them failed, which the person was told. */
  async arrived(): Promise<boolean> {
    const results = await Promise.all(this.#tasks.keys());
    return results.every(Boolean);
  }

  async #result(
    load: (signal: AbortSignal) => Promise<File>,
    signal: AbortSignal,
    take: (file: File) => void,
    fail: () => void,
  ): Promise<boolean> {
    let file: File;
    try {
      file = await load(signal);
    } catch {
      if (signal.aborted) return true;
      fail();
      return false;
    }
    take(file);
    return true;
  }

  async #forget(task: Promise<boolean>): Promise<void> {
    await task;
    this.#tasks.delete(task);
    this.change();
  }
}
