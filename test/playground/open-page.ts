import type { Action, ActionAnswer, Control } from '../../src/playground/protocol-requests.js';
import type { Change, ShownMessage, Snapshot, StreamLine } from '../../src/playground/protocol.js';

/** How long a page waits for something to come. */
const PATIENCE_MS = 60_000;

/** Whether the other side has closed the connection in the middle. */
function isCut(error: unknown): boolean {
  return String(error).includes('terminated');
}

/** A file to send. */
export interface SentFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The page as a program: one person's event stream, and what they do. */
export class OpenPage {
  readonly changes: Change[] = [];
  #snapshot: Snapshot | undefined;
  readonly #closing = new AbortController();
  #wake: (() => void)[] = [];
  #hasEnded = false;

  private constructor(
    private readonly origin: string,
    private readonly token: string,
    readonly as: string,
  ) {}

  /** Opens the stream and waits for its snapshot. */
  static async open(address: string, as: string): Promise<OpenPage> {
    const { origin, hash } = new URL(address);
    const page = new OpenPage(origin, hash.replace('#token=', ''), as);
    const response = await page.request(`/playground/events?as=${as}`, {
      signal: page.#closing.signal,
    });
    if (!response.ok || !response.body) throw new Error(`No stream: ${await response.text()}`);
    void page.#read(response.body);
    await page.until('the snapshot', () => page.#snapshot);
    return page;
  }

  get snapshot(): Snapshot {
    return this.#snapshot!;
  }

  /** Whether the playground has ended the stream. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Everything that was received, as text. */
  get text(): string {
    return JSON.stringify([this.#snapshot, this.changes]);
  }

  close(): void {
    this.#closing.abort();
  }

  /** A request with the token. */
  async request(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${this.token}`);
    return fetch(`${this.origin}${path}`, { ...init, headers });
  }

  /** The raw answer to an action. */
  async post(action: unknown, files: readonly SentFile[] = []): Promise<Response> {
    const path = `/playground/actions?as=${this.as}`;
    const json = JSON.stringify(action);
    if (files.length === 0) {
      const headers = { 'content-type': 'application/json' };
      return this.request(path, { method: 'POST', headers, body: json });
    }
    const body = new FormData();
    body.append('payload_json', json);
    for (const [n, { name, bytes }] of files.entries())
      body.append(`files[${n}]`, new Blob([new Uint8Array(bytes)]), name);
    return this.request(path, { method: 'POST', body });
  }

  /** Does something; rejects when it is refused. */
  async act(action: Action, files: readonly SentFile[] = []): Promise<ActionAnswer> {
    const response = await this.post(action, files);
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
    return (await response.json()) as ActionAnswer;
  }

  /** Sends something to the bot's ear and waits for its card. */
  async mention(channelId: string, text: string, files: readonly SentFile[] = []) {
    const content = `<@${this.snapshot.botId}> ${text}`;
    const sent = await this.act({ kind: 'send', channelId, content }, files);
    const messageId = sent.kind === 'sent' ? sent.messageId : '';
    return this.message(
      `a reply to "${text}"`,
      ({ message }) => message.message_reference?.message_id === messageId,
    );
  }

  /** The raw answer to a press of the panel. */
  async press(control: Control | object): Promise<Response> {
    return this.request('/playground/controls', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(control),
    });
  }

  /** The newest state of a message that fits, waiting for one. */
  async message(what: string, fits: (shown: ShownMessage) => boolean): Promise<ShownMessage> {
    return this.until(what, () => this.messages.find((shown) => fits(shown)));
  }

  /** All messages as they are now. */
  get messages(): ShownMessage[] {
    const byId = new Map<string, ShownMessage>();
    for (const shown of Object.values(this.snapshot.messages).flat())
      byId.set(shown.message.id, shown);
    for (const change of this.changes) {
      if (change.kind === 'messageCreate' || change.kind === 'messageUpdate')
        byId.set(change.shown.message.id, change.shown);
      if (change.kind === 'messageDelete') byId.delete(change.messageId);
    }
    return [...byId.values()];
  }

  /** A message by its id, as it is now. */
  now({ message: { id } }: ShownMessage): ShownMessage {
    return this.messages.find(({ message }) => message.id === id)!;
  }

  /** The newest change of a kind, or what the snapshot says. */
  get bot(): Snapshot['bot'] {
    const change = this.changes.findLast((each) => each.kind === 'bot');
    return change?.bot ?? this.snapshot.bot;
  }

  /** Waits until the bot is ready and online. */
  async botReady(): Promise<void> {
    await this.until('the bot to be ready', () => this.bot.status === 'ready' && this.bot.online);
  }

  /** Waits for a change from the `from`-th on. */
  async change<K extends Change['kind']>(
    kind: K,
    fits: (change: Extract<Change, { kind: K }>) => boolean = () => true,
    from = 0,
  ): Promise<Extract<Change, { kind: K }>> {
    const isWanted = (change: Change): change is Extract<Change, { kind: K }> =>
      change.kind === kind && fits(change as Extract<Change, { kind: K }>);
    return this.until(`a change of ${kind}`, () => this.changes.slice(from).find(isWanted));
  }

  /** Looks again whenever something comes, until `look` finds something. */
  async until<T>(what: string, look: () => T | undefined | false): Promise<T> {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      this.#wakeAll();
    }, PATIENCE_MS);
    try {
      for (;;) {
        const found = look();
        if (found !== undefined && found !== false) return found;
        if (this.#hasEnded) throw new Error(`The stream ended before ${what}.`);
        if (isLate) throw new Error(`Waited in vain for ${what}: ${this.bot.status}`);
        await new Promise<void>((resolve) => this.#wake.push(resolve));
      }
    } finally {
      clearTimeout(timer);
    }
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    let rest = '';
    const decoder = new TextDecoder();
    try {
      for await (const chunk of body) {
        const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) this.#take(JSON.parse(line) as StreamLine);
      }
    } catch (error) {
      if (!this.#closing.signal.aborted && !isCut(error)) throw error;
    }
    this.#hasEnded = true;
    this.#wakeAll();
  }

  #take(line: StreamLine): void {
    if (line.kind === 'snapshot') this.#snapshot = line;
    else this.changes.push(line);
    this.#wakeAll();
  }

  #wakeAll(): void {
    for (const wake of this.#wake.splice(0)) wake();
  }
}
