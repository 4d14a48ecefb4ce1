/**
 * Whether this process stands by: it is well, and waits until it may serve, because another process
 * has its shards or a backup is being restored.
 */
export class Standby {
  private waiting = 0;

  get isStandingBy(): boolean {
    return this.waiting > 0;
  }

  /** Stands by until `work`, which only waits, has ended. */
  async during<T>(work: Promise<T>): Promise<T> {
    this.waiting += 1;
    try {
      return await work;
    } finally {
      this.waiting -= 1;
    }
  }
}
