import type { Sandbox } from '../../src/sandbox/sandbox.js';

/** The data of a gateway event. */
export type EventData = Readonly<Record<string, unknown>>;

/** What a field can be instead; undefined: it is missing. */
const ODD_VALUES = [undefined, null, 'odd', 7, [], {}];

/** Sends an event with each of its fields missing or odd, and with data that is odd as a whole. */
export function sendOddOnes({ gateway }: Sandbox, name: string, event: EventData): void {
  for (const field of Object.keys(event)) {
    for (const value of ODD_VALUES) gateway.sendRaw(name, { ...event, [field]: value });
  }
  for (const odd of ODD_VALUES.slice(1)) gateway.sendRaw(name, odd);
}
