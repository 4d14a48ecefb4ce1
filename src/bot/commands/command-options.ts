import { SlashChoice, SlashOption } from 'discordx';

type Slash = Parameters<typeof SlashOption<Lowercase<string>, string>>[0];

/** An option as `SlashOption` takes it, with the texts among which people choose. */
export type CommandOption = Slash & { readonly choices?: readonly string[] };

type Handler = (this: unknown, ...args: never[]) => Promise<void>;

/**
 * Declares the options of a command in one list, in their order. The handler reads them from the
 * command by their names, and does not get them as arguments.
 */
export function CommandOptions(options: readonly CommandOption[]) {
  return (target: object, key: string, descriptor: TypedPropertyDescriptor<Handler>): void => {
    const handle = descriptor.value;
    if (handle === undefined) return;
    // In the order of parameter decorators: discordx turns it around.
    for (const [index, { choices = [], ...option }] of [...options.entries()].toReversed()) {
      SlashOption(option)(target, key, index);
      if (choices.length > 0)
        SlashChoice(...choices.map((value) => ({ name: value, value })))(target, key, index);
    }
    descriptor.value = async function (...args) {
      await handle.apply(this, args.slice(options.length));
    };
    // discordx takes what the class has now.
    Object.defineProperty(target, key, descriptor);
  };
}
