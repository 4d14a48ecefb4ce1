/**
 * What Discord shows of the commands, in English: it stands where a person's language has
 * none of its own. The bot knows commands, options and choices by these names, whatever
 * language people use.
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
  report: { name: 'Report' },
  removeCard: { name: 'Remove card' },
  adminLog: {
    name: 'log',
    description: 'Where the moderation log of this server goes',
    options: {
      channel: { name: 'channel', description: 'The channel for it' },
      off: { name: 'off', description: 'Whether to switch it off' },
    },
  },
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
  forget: {
    name: 'forget',
    description: 'Erase a card of yours, or all that I have stored about you',
    options: {
      card: {
        name: 'card',
        description: 'The id in its footer, or the first 8 characters; empty: everything',
      },
    },
  },
  export: { name: 'export', description: 'All that I have stored about you, as an archive' },
  help: { name: 'help', description: 'How to make pictures with me' },
  usage: { name: 'usage', description: 'What you have left, and when more comes' },
  status: { name: 'status', description: 'How I am doing' },
  admin: { name: 'admin', description: 'What people may do with me on this server' },
  adminCardUse: {
    name: 'card-use',
    description: 'Who may use cards',
    options: {
      who: {
        name: 'who',
        description:
          'owner: who asked; everyone: all who see them; default: as the operator of this bot has it',
      },
    },
  },
  adminChannel: {
    name: 'channel',
    description: 'In which channels pictures are made; as long as none is allowed, in all',
    options: {
      channel: { name: 'channel', description: 'The channel or category' },
      allowed: { name: 'allowed', description: 'Whether pictures are made there' },
    },
  },
  adminRole: {
    name: 'role',
    description: 'For which roles pictures are made; as long as none is allowed, for everybody',
    options: {
      role: { name: 'role', description: 'The role' },
      allowed: { name: 'allowed', description: 'Whether pictures are made for its members' },
    },
  },
  adminRetention: {
    name: 'retention',
    description: 'How long the cards of this server are kept',
    options: {
      days: {
        name: 'days',
        description: 'Days after their last use; 0: as long as the operator keeps them',
      },
    },
  },
  adminQuota: {
    name: 'quota',
    description: 'How many pictures somebody may make; for the operator of this bot',
    options: {
      for: { name: 'for', description: 'A role or a person' },
      quota: {
        name: 'quota',
        description: 'Such as 200/24h, exempt for no limit, default for the usual one',
      },
    },
  },
  adminRules: { name: 'rules', description: 'What people may do with me on this server now' },
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
