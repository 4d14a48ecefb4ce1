import { describe, expect, it } from '@jest/globals';
import { ApplicationCommandOptionType } from 'discord.js';
import { Discord, MetadataStorage, Slash, type DApplicationCommand } from 'discordx';

import { CommandOptions, type CommandOption } from '../../../src/bot/commands/command-options.js';

const { Integer: INTEGER, String: STRING } = ApplicationCommandOptionType;

const OPTIONS: readonly CommandOption[] = [
  { name: 'first', description: 'The first one', type: STRING, choices: ['a', 'b'] },
  { name: 'second', description: 'The second one', type: INTEGER, minValue: 1 },
];

const calls: unknown[][] = [];

@Discord()
class Tested {
  @Slash({ name: 'tested', description: 'Tested' })
  @CommandOptions(OPTIONS)
  async handle(...args: unknown[]): Promise<void> {
    calls.push([this, ...args]);
  }
}

async function registered(): Promise<DApplicationCommand | undefined> {
  const { instance } = MetadataStorage;
  await instance.build();
  return instance.applicationCommandSlashes.find(({ name }) => name === 'tested');
}

describe('the options of a command in one list', () => {
  it('the handler gets what comes after the options, and is still a method of its object', async () => {
    const tested = new Tested();
    await tested.handle('value of first', 2, 'the command', 'the client');
    expect(calls).toEqual([[tested, 'the command', 'the client']]);
  });

  it('the handler may fail, which is told to who called it', async () => {
    class Failing {
      @CommandOptions([])
      async handle(): Promise<void> {
        throw new Error('told to fail');
      }
    }
    await expect(new Failing().handle()).rejects.toThrow('told to fail');
  });

  it('the options are those of the list, in its order, with their choices', async () => {
    expect((await registered())?.toJSON().options).toMatchObject([
      { name: 'first', choices: [{ name: 'a' }, { name: 'b' }], required: false },
      { name: 'second', minValue: 1, required: false },
    ]);
  });
});
