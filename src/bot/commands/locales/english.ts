/**
 * What Discord shows of the commands, in English: it stands where a person's language has none of its own.
 * The bot knows commands, options and choices by these names, whatever language people use.
 */
export const ENGLISH = {
  imagine: {
    name: 'imagine',
    description: 'Make a picture, or change pictures',
    options: {
      prompt: {
        name: 'prompt',
        description: 'What to make, or what to change in the pictures',
      },
      picture: { name: 'picture', description: 'A picture to work from' },
      picture2: { name: 'picture2', description: 'Another picture to work from' },
      picture3: { name: 'picture3', description: 'Another picture to work from' },
      picture4: { name: 'picture4', description: 'Another picture to work from' },
      avatar: { name: 'avatar', description: 'Somebody whose profile picture to work from' },
      style: { name: 'style', description: 'One of 25 styles' },
      ratio: { name: 'ratio', description: 'Width to height' },
      size: { name: 'size', description: 'How large' },
      count: { name: 'count', description: 'How many pictures' },
      model: { name: 'model', description: 'The image model' },
      private: { name: 'private', description: 'Whether only you see the card' },
    },
  },
  editPicture: { name: 'Edit this picture' },
  history: {
    name: 'history',
    description: 'What you have asked me for',
    options: {
      search: { name: 'search', description: 'Words of your prompts' },
      kept: { name: 'kept', description: 'Only what is kept with ⭐' },
    },
  },
  show: {
    name: 'show',
    description: 'Bring a card here',
    options: {
      id: {
        name: 'id',
        description: 'From the footer of the card; its first 8 characters will do',
      },
    },
  },
  help: { name: 'help', description: 'How to make pictures with me' },
  status: { name: 'status', description: 'How I am doing' },
  settings: {
    name: 'settings',
    description: 'What new cards start with',
    options: {
      for: { name: 'for', description: 'Whose cards: yours unless you choose' },
    },
    choices: { person: { name: 'me' }, server: { name: 'this server' } },
  },
} as const;

/** The same in another language: every text of {@link ENGLISH}, and no other. */
export type CommandTexts = Translated<typeof ENGLISH>;

type Translated<T> = T extends string ? string : { readonly [Key in keyof T]: Translated<T[Key]> };
