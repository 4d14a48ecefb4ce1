/** Letters that look like a Latin one, after NFKD and in lower case. */
const LOOK_ALIKES: ReadonlyMap<string, string> = new Map(
  [
    ['абвгдеѕіјкмнорстухһԁԛԝӏ', 'a_b__esijkmhopctyxhdqwl'],
    ['αβεικνορτυχ', 'abeikvoptux'],
    ['ıłøđɑɡɩ', 'ilodagi'],
    ['ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ', 'abcdefghijklmnoprstuvwyz'],
  ].flatMap(([from = '', to = '']) =>
    Array.from(from).flatMap((letter, n): [string, string][] => {
      const latin = to[n] ?? '_';
      return latin === '_' ? [] : [[letter, latin]];
    }),
  ),
);

/** Digits and signs that are written in place of letters, and what l and 1 are both taken for. */
const AS_LETTERS: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '@': 'a',
  $: 's',
  l: 'i',
};

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
const WORD_WITH_SIGNS = /[\p{L}\p{N}\p{M}@$]+/gu;

/** The letters of flags, and white letters in a box: 🇦 and 🅰. */
const BOXED = /[\u{1F1E6}-\u{1F1FF}\u{1F170}-\u{1F189}]/gu;
const FLAG_A = 0x1f1e6;
const BOX_A = 0x1f170;

const HIDDEN = /\p{Default_Ignorable_Code_Point}/gu;
const ACCENTS = /[\u0300-\u036F]/g;

/** The words of a text in the form in which they are compared. */
export function plainWords(text: string): string[] {
  return plainForm(text).match(WORD) ?? [];
}

/** The same with digits and signs read as letters where they stand among letters: `b4d`, `b@d`. */
export function readAsLetters(
  text: string,
): { readonly word: string; readonly isDisguised: boolean }[] {
  const words = plainForm(text).match(WORD_WITH_SIGNS) ?? [];
  return words.map((word) =>
    /\p{L}/u.test(word)
      ? { word: word.replaceAll(/[0134578@$l]/g, asLetter), isDisguised: /[0134578@$]/.test(word) }
      : { word, isDisguised: false },
  );
}

/** Whether a text has letters of a script that puts no spaces between words. */
export function unspaced(text: string): boolean {
  return /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u.test(
    text,
  );
}

function plainForm(text: string): string {
  const letters = text.replaceAll(HIDDEN, '').replaceAll(BOXED, letterInBox);
  const bare = letters.normalize('NFKD').toLowerCase().replaceAll(ACCENTS, '');
  return Array.from(bare, (letter) => LOOK_ALIKES.get(letter) ?? letter)
    .join('')
    .normalize('NFC');
}

function letterInBox(box: string): string {
  const code = box.codePointAt(0) ?? 0;
  const first = code >= FLAG_A ? FLAG_A : BOX_A;
  return String.fromCodePoint(code - first + 'a'.charCodeAt(0));
}

function asLetter(sign: string): string {
  return AS_LETTERS[sign] ?? sign;
}
