/** A gateway payload as it lies on the wire. */
export interface Payload {
  readonly op: number;
  readonly t: string | null;
  readonly s: number | null;
  readonly d: Record<string, unknown>;
}

/** The payloads that a connection to the gateway has received, and a way to wait for others. */
export class PayloadInbox {
  readonly received: Payload[] = [];
  readonly #waiting = new Set<() => void>();

  /** The first payload, received already or to come, that is wanted. */
  async next(isWanted: (payload: Payload) => boolean): Promise<Payload> {
    return new Promise((resolve) => {
      const look = (): void => {
        const found = this.received.find((payload) => isWanted(payload));
        if (found !== undefined) {
          this.#waiting.delete(look);
          resolve(found);
        }
      };
      this.#waiting.add(look);
      look();
    });
  }

  /** The first event of that name. */
  async event(name: string): Promise<Payload> {
    return this.next(({ t }) => t === name);
  }

  protected add(text: string): void {
    this.received.push(JSON.parse(text) as Payload);
    for (const look of this.#waiting) {
      look();
    }
  }
}
