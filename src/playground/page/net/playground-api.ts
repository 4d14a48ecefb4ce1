import type {
  Action,
  ActionAnswer,
  Control,
  EarlierMessages,
  ErrorAnswer,
} from '../../protocol-requests.js';
import { Refusal } from './refusal.js';

/** The playground's API for one person; every method rejects with {@link Refusal}. */
export class PlaygroundApi {
  constructor(
    private readonly token: string,
    /** A person's username. */
    readonly as: string,
  ) {}

  /** Performs an action of the person; files belong to a `send` or a `submitModal`. */
  async act(action: Action, files: readonly File[] = []): Promise<ActionAnswer> {
    const response = await this.#request(`/playground/actions?${this.#who()}`, {
      method: 'POST',
      ...(files.length === 0 ? jsonBody(action) : { body: formBody(action, files) }),
    });
    const answer: ActionAnswer = await response.json();
    return answer;
  }

  /** Performs an action of the bot panel. */
  async control(control: Control): Promise<void> {
    await this.#request('/playground/controls', { method: 'POST', ...jsonBody(control) });
  }

  /** Up to 50 messages before the given one, oldest first. */
  async earlier(channelId: string, before: string): Promise<EarlierMessages> {
    const query = `${this.#who()}&channel=${channelId}&before=${before}`;
    const response = await this.#request(`/playground/messages?${query}`, {});
    const page: EarlierMessages = await response.json();
    return page;
  }

  /** Opens the event stream; `signal` ends it. */
  async events(signal: AbortSignal): Promise<Response> {
    return this.#request(`/playground/events?${this.#who()}`, { signal });
  }

  #who(): string {
    return `as=${encodeURIComponent(this.as)}`;
  }

  async #request(path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('Authorization', `Bearer ${this.token}`);
    const response = await fetch(path, { ...init, headers }).catch((cause: unknown) => {
      throw new Refusal(0, 'The playground cannot be reached. Is it still running?', cause);
    });
    if (response.ok) return response;
    throw new Refusal(response.status, await reasonOf(response));
  }
}

function jsonBody(value: Action | Control): RequestInit {
  return { body: JSON.stringify(value), headers: { 'Content-Type': 'application/json' } };
}

function formBody(action: Action, files: readonly File[]): FormData {
  const form = new FormData();
  form.append('payload_json', JSON.stringify(action));
  for (const [n, file] of files.entries()) form.append(`files[${n}]`, file, file.name);
  return form;
}

async function reasonOf(response: Response): Promise<string> {
  const text = await response.text();
  try {
    const { error }: ErrorAnswer = JSON.parse(text);
    return error.message;
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error;
    return `The playground answered with status ${response.status}.`;
  }
}
