import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';

/** The way to a server through a network that can break. */
export class BreakableWay {
  /** How long each piece is on its way, in either direction. */
  delayMs = 0;
  private readonly sockets = new Set<Socket>();
  private readonly proxy: Server;
  private healed: Promise<void> | null = null;
  private heal: () => void = () => undefined;
  private awaited: string | null = null;
  private hasLostAnswer = false;

  private constructor(private readonly to: URL) {
    this.proxy = createServer((near) => this.join(near));
  }

  /** @param address of a server: its port is what matters. */
  static async open(address: string): Promise<BreakableWay> {
    const way = new BreakableWay(new URL(address));
    await new Promise<void>((resolve) => way.proxy.listen(0, '127.0.0.1', resolve));
    return way;
  }

  /** The same address on this way. */
  get url(): string {
    const url = new URL(this.to);
    url.port = String((this.proxy.address() as AddressInfo).port);
    return url.href;
  }

  /** Ends the connections of now. */
  cut(): void {
    for (const socket of this.sockets) socket.resetAndDestroy();
  }

  /** Swallows what is sent on the connections of now, without a word to either end. */
  swallow(): void {
    for (const socket of this.sockets) socket.removeAllListeners('data').resume();
  }

  /** Holds back all that is sent, on new connections too, until it is opened again. */
  block(): void {
    this.healed ??= new Promise((resolve) => {
      this.heal = resolve;
    });
  }

  /** Lets through again what is sent, and what was held back. */
  unblock(): void {
    this.healed = null;
    this.heal();
  }

  /**
   * Resets the connection on which the next statement with this text is answered, after the server
   * has carried it out.
   */
  loseAnswerTo(statement: string): void {
    this.awaited = statement;
  }

  /** Whether that has happened. */
  get isAnswerLost(): boolean {
    return this.hasLostAnswer;
  }

  close(): void {
    this.unblock();
    for (const socket of this.sockets) socket.destroy();
    this.proxy.close();
  }

  private join(near: Socket): void {
    const far = connect(Number(this.to.port), this.to.hostname);
    this.loseAnswer(near, far);
    this.carry(near, far);
    this.carry(far, near);
  }

  private loseAnswer(near: Socket, far: Socket): void {
    let isAsked = false;
    near.on('data', (bytes) => {
      if (this.awaited === null || !bytes.includes(this.awaited)) return;
      this.awaited = null;
      isAsked = true;
    });
    far.on('data', () => {
      if (!isAsked) return;
      this.hasLostAnswer = true;
      near.resetAndDestroy();
    });
  }

  private carry(from: Socket, other: Socket): void {
    let before: Promise<unknown> = Promise.resolve();
    this.sockets.add(from);
    from.on('data', (bytes) => {
      const arrival = this.delayMs > 0 ? setTimeout(this.delayMs) : undefined;
      before = before
        .then(() => arrival)
        .then(() => this.healed)
        .then(() => other.write(bytes));
    });
    from
      .on('error', () => undefined)
      .on('close', () => {
        this.sockets.delete(from);
        other.destroy();
      });
  }
}
