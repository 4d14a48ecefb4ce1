/** The files that are still loaded for a message or a command. Sending waits for them. */
export class LoadingFiles {
  readonly #tasks = new Map<Promise<boolean>, string>();

  /** @param change is called when a file begins to load, and when it has loaded or failed */
  constructor(private readonly change: () => void) {}

  /** The names of the files that have not come yet. */
  get names(): readonly string[] {
    return [...this.#tasks.values()];
  }

  /** Loads a file and passes it on; `fail` is told when it cannot be loaded. */
  add(name: string, load: Promise<File>, take: (file: File) => void, fail: () => void): void {
    const task = this.#result(load, take, fail);
    this.#tasks.set(task, name);
    this.change();
    void this.#forget(task);
  }

  /** Waits until all files have come. False when one of them failed, which the person was told. */
  async arrived(): Promise<boolean> {
    const results = await Promise.all(this.#tasks.keys());
    return results.every(Boolean);
  }

  async #result(
    load: Promise<File>,
    take: (file: File) => void,
    fail: () => void,
  ): Promise<boolean> {
    let file: File;
    try {
      file = await load;
    } catch {
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
