import { asked, type HostileInput } from './hostile-input.js';

const PROMPTS: Readonly<Record<string, string>> = {
  'a link with another text': '[Claim your prize](https://prize.example)',
  'characters that change the direction': 'a cat \u202E\u2066 gnp.exe \u2069',
  'characters that nobody sees': '\u200B\u200D\u2060\uFEFF a cat',
  'mentions of everyone': '@everyone @here <@&1> a cat',
  'endless markdown': `${'*_~`|>'.repeat(300)} a cat`,
  'nothing but white space': ' \n\t\u3000 ',
  'marks over marks': `Z${'\u0351'.repeat(1500)}`,
};

/** What people write: each gets a card or a sentence. */
export const WORD_INPUTS: readonly HostileInput[] = [
  ...Object.entries(PROMPTS).map(([what, prompt]) => ({
    name: `a prompt with ${what}`,
    throwAt: async (target: Parameters<HostileInput['throwAt']>[0]) => asked(target, prompt),
  })),
  {
    name: 'a text of 4,000 characters in the form',
    throwAt: async (target) => {
      const card = await asked(target, 'a short one');
      const modal = await target.thrower.openModal(card, 'Edit Prompt');
      await modal.submit({ prompt: '\u{1F34C}'.repeat(2000) });
    },
  },
];
