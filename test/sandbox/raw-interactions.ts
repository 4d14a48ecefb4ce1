import type { Sandbox } from '../../src/sandbox/sandbox.js';
import { request } from './raw-bot.js';
import type { RawAnswer, RawBot, RequestOptions } from './raw-bot.js';

/** An interaction that the bot received, and what its token allows. */
export class RawInteraction {
  readonly #webhook: string;
  readonly #callback: string;

  constructor(
    private readonly sandbox: Sandbox,
    readonly payload: Record<string, unknown>,
  ) {
    const [id, token] = [String(payload['id']), String(payload['token'])];
    this.#callback = `/interactions/${id}/${token}/callback`;
    this.#webhook = `/webhooks/${sandbox.bot.id}/${token}`;
  }

  /** Sends a first answer. */
  async answer(json: object): Promise<RawAnswer> {
    return this.#send('POST', this.#callback, { json });
  }

  async original(): Promise<RawAnswer> {
    return this.#send('GET', `${this.#webhook}/messages/@original`);
  }

  /** Edits the first answer, with files or without. */
  async edit(body: object): Promise<RawAnswer> {
    const content = body instanceof FormData ? { form: body } : { json: body };
    return this.#send('PATCH', `${this.#webhook}/messages/@original`, content);
  }

  async remove(): Promise<RawAnswer> {
    return this.#send('DELETE', `${this.#webhook}/messages/@original`);
  }

  async followUp(body: object): Promise<RawAnswer> {
    const content = body instanceof FormData ? { form: body } : { json: body };
    return this.#send('POST', this.#webhook, content);
  }

  async #send(method: string, path: string, content: RequestOptions = {}): Promise<RawAnswer> {
    return request(this.sandbox, method, path, { ...content, token: null });
  }
}

/** The interactions that a bot receives, one after the other. */
export class RawInteractions {
  readonly #taken = new Set<unknown>();

  constructor(
    private readonly sandbox: Sandbox,
    private readonly bot: RawBot,
  ) {}

  /** The next interaction; `using` is the person's action, which may wait in vain for an answer. */
  async next(using?: Promise<unknown>): Promise<RawInteraction> {
    using?.catch(() => undefined);
    const isNew = (data: Record<string, unknown>): boolean => !this.#taken.has(data['id']);
    const { d } = await this.bot.next(
      ({ t, d: data }) => t === 'INTERACTION_CREATE' && isNew(data),
    );
    this.#taken.add(d['id']);
    return new RawInteraction(this.sandbox, d);
  }
}
