import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord-api-types/v10';
import { z } from 'zod';

/** A command that somebody used, or is writing. */
export interface UsedCommand {
  readonly name: string;
  readonly type: ApplicationCommandType;
  /** The message or user whose menu it was. */
  readonly targetId?: string | undefined;
  /** The kind of the option in which somebody types. */
  readonly focusedType?: ApplicationCommandOptionType | undefined;
}

const option = z.object({
  type: z.enum(ApplicationCommandOptionType),
  focused: z.boolean().optional(),
  get options() {
    return z.array(option).optional();
  },
});
type Option = z.output<typeof option>;

const commandData = z.object({
  name: z.string(),
  type: z.enum(ApplicationCommandType),
  target_id: z.string().optional(),
  options: z.array(option).default([]),
});

function focusedIn(options: readonly Option[]): Option | undefined {
  return options
    .flatMap((each) => (each.focused === true ? each : focusedIn(each.options ?? [])))
    .find((each) => each !== undefined);
}

/** The command in the data of an interaction; components and modals have none. */
export function usedCommand(data: object): UsedCommand | undefined {
  const read = commandData.safeParse(data).data;
  if (read === undefined) return undefined;
  const { name, type, target_id: targetId, options } = read;
  return { name, type, targetId, focusedType: focusedIn(options)?.type };
}
