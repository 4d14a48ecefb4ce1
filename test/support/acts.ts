import type { Rights } from '../../src/config/rights.js';
import type { Act, ActPerson, ActPlace } from '../../src/bot/guards/rules/rule.js';
import { NOTHING_DECIDED, type ServerRights } from '../../src/persistence/server-rights.js';

export const SERVER_ID = '300000000000000003';
export const CHANNEL_ID = '400000000000000004';
export const PERSON_ID = '200000000000000002';

/** What a bot allows that is configured with nothing. */
export const USUAL_RIGHTS: Rights = {
  cardUse: 'owner',
  allowedServers: null,
  directMessages: true,
};

/** How an act differs from a look at a card in a channel of a server. */
type Told = Partial<Omit<Act, 'person' | 'place' | 'rights'>> & {
  readonly person?: Partial<ActPerson>;
  readonly place?: Partial<ActPlace>;
  readonly isDenied?: boolean;
  readonly server?: Partial<ServerRights>;
};

export function act({ person, place, isDenied = false, server, ...told }: Told = {}): Act {
  return {
    kind: 'look',
    id: '700000000000000007',
    name: 'style_nav_left',
    atMs: 0,
    card: null,
    words: '',
    ...told,
    person: { id: PERSON_ID, roleIds: async () => [], mayManageMessages: false, ...person },
    place: {
      guildId: SERVER_ID,
      channelId: CHANNEL_ID,
      parentIds: [],
      isAgeRestricted: false,
      isOwnChat: false,
      ...place,
    },
    rights: { isDenied, server: { ...NOTHING_DECIDED, ...server } },
  };
}
