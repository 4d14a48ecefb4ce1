import { encode } from 'fast-png';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { avatarBytes } from '../world/avatars.js';
import type { World } from '../world/world.js';

/** The size of Discord's own pictures for people without one. */
const DEFAULT_SIZE = 256;

/** How many of these there are, told apart by their colour. */
const DEFAULT_COUNT = 6;

interface OfUser {
  readonly Params: { readonly userId: string; readonly file: string };
}
interface OfMember {
  readonly Params: OfUser['Params'] & { readonly guildId: string };
}
interface OfNobody {
  readonly Params: { readonly file: string };
}

/** The name of a file without its format, or undefined where Discord has no such format. */
function stem(file: string): string | undefined {
  return /^(\w+)\.(?:png|jpe?g|webp)$/.exec(file)?.[1];
}

function defaultPicture(number: number): Uint8Array {
  const gray = 60 + 30 * number;
  const data = new Uint8Array(DEFAULT_SIZE * DEFAULT_SIZE * 3).fill(gray);
  return encode({ width: DEFAULT_SIZE, height: DEFAULT_SIZE, data, channels: 3 });
}

async function send(reply: FastifyReply, bytes: Uint8Array | undefined): Promise<FastifyReply> {
  return bytes === undefined
    ? reply.code(404).type('text/plain;charset=UTF-8').send('')
    : reply.type('image/png').send(Buffer.from(bytes));
}

/** Serves people's pictures, unsigned and in the only format that there is, PNG. */
export function registerAvatarRoutes(app: FastifyInstance, world: World): void {
  app.get<OfUser>('/avatars/:userId/:file', async ({ params: { userId, file } }, reply) =>
    send(reply, avatarBytes(world.users.get(userId), stem(file) ?? '')),
  );

  app.get<OfMember>('/guilds/:guildId/users/:userId/avatars/:file', async ({ params }, reply) => {
    const { guildId, userId, file } = params;
    const member = world.guilds.get(guildId)?.members.get(userId);
    return send(reply, avatarBytes(member, stem(file) ?? ''));
  });

  app.get<OfNobody>('/embed/avatars/:file', async ({ params: { file } }, reply) => {
    const number = Number(/^(\d)\.png$/.exec(file)?.[1]);
    return send(reply, number < DEFAULT_COUNT ? defaultPicture(number) : undefined);
  });
}
