import { endlessJpeg } from '../support/hostile-pictures.js';
import { photo } from '../support/pictures.js';
import { asked, PATIENCE, type HostileInput, type Target } from './hostile-input.js';

const STICKER_ID = '900000000000000009';
/** A message holds at most so many files. */
const MAX_FILES = 10;

/** Pictures that people see without having attached them, and files that never arrive whole. */
export async function seenInputs(): Promise<readonly HostileInput[]> {
  const bytes = await photo(64, 48).png().toBuffer();
  const endless = endlessJpeg();
  return [
    {
      name: 'ten files of everybody that drip',
      throwAt: async (target) => {
        target.sandbox.faults.drippingFiles.add('dripping.png');
        const files = Array.from({ length: MAX_FILES }, () => ({ name: 'dripping.png', bytes }));
        await Promise.all(
          [target.thrower, ...target.crowd].map((thrower) =>
            asked({ ...target, thrower }, 'dripping files', files),
          ),
        );
      },
    },
    {
      name: 'a forward of a picture that takes minutes to open',
      throwAt: async (target) => forwarded(target, [{ name: 'endless.jpg', bytes: endless }]),
    },
    {
      name: 'a forward of ten pictures, and a reply to it',
      throwAt: async (target) => {
        const files = Array.from({ length: MAX_FILES }, (_, n) => ({ name: `${n}.png`, bytes }));
        const { thrower } = target;
        const message = await forwarded(target, files);
        await thrower.nextReply(await thrower.dm('make it blue', { replyTo: message }), PATIENCE);
      },
    },
    ...stickers({ 'can be opened': bytes, 'takes minutes to open': endless, 'is gone': undefined }),
    {
      name: 'the picture of a link without an address of Discord',
      throwAt: async (target) => {
        const url = 'http://127.0.0.1:1/cat.png';
        await posted(target, { embeds: [{ type: 'image', url, thumbnail: { url } } as never] });
      },
    },
  ];
}

async function forwarded(
  { thrower }: Target,
  files: readonly { name: string; bytes: Uint8Array }[],
) {
  const forward = await thrower.forward(await thrower.say('look', { files }));
  await thrower.nextReply(forward, PATIENCE);
  return forward;
}

function stickers(pictures: Readonly<Record<string, Uint8Array | undefined>>): HostileInput[] {
  return Object.entries(pictures).map(([what, bytes], n) => ({
    name: `a sticker that ${what}`,
    throwAt: async (target) => {
      const id = `${STICKER_ID}${n}`;
      if (bytes) target.sandbox.world.stickers.set(id, bytes);
      await posted(target, { stickers: [{ id, name: 'wave', format_type: 1 }] });
    },
  }));
}

/**
 * Writes a mention that the client of a person cannot write on its own, and waits for the reply.
 */
async function posted(
  { sandbox, thrower }: Target,
  draft: Partial<Parameters<Target['sandbox']['writer']['create']>[0]>,
): Promise<void> {
  const message = sandbox.writer.create({
    channel: sandbox.world.channel('lobby'),
    authorId: thrower.id,
    content: `<@${sandbox.bot.id}> make it blue`,
    ...draft,
  });
  await thrower.nextReply(thrower.sees(message.id), PATIENCE);
}
