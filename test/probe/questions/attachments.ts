import { z } from 'zod';

import { PICTURE } from '../picture.js';
import { removeAtTheEnd } from '../probe.js';
import type { Probe, Question } from '../probe.js';
import { inWords } from '../rest-client.js';
import type { Answer, NamedFile } from '../rest-client.js';

const postedSchema = z.object({
  id: z.string(),
  attachments: z.array(z.unknown()),
  embeds: z.array(z.object({ image: z.object({ url: z.string() }).optional() })),
});

async function post(
  probe: Probe,
  json: unknown,
  files: readonly NamedFile[] = [],
): Promise<{ readonly answer: Answer; readonly posted?: z.output<typeof postedSchema> }> {
  const route = `/channels/${probe.channelId}/messages`;
  const answer = await probe.rest.ask('POST', route, json, files);
  const posted = postedSchema.safeParse(answer.body).data;
  if (posted === undefined) return { answer };
  removeAtTheEnd(probe, posted.id);
  return { answer, posted };
}

/** What becomes of an embed's picture whose file was not sent. */
export const namelessAttachment: Question = {
  question: 'What is shown when `attachment://` names nothing?',
  ask: async (probe) => {
    const embed = {
      description: 'A picture is named here.',
      image: { url: 'attachment://no.png' },
    };
    const { answer, posted } = await post(probe, { embeds: [embed] });
    if (posted === undefined) return `Nothing: the request is refused with ${inWords(answer)}.`;
    const url = posted.embeds[0]?.image?.url;
    return url === undefined
      ? `The embed without a picture (${inWords(answer)}).`
      : `The embed with the picture's address as it was sent, ${url} (${inWords(answer)}).`;
  },
};

/** What becomes of a request in which two attachments have the same id. */
export const repeatedAttachment: Question = {
  question: 'Is a repeated attachment id refused?',
  ask: async (probe) => {
    const attachments = ['one.png', 'two.png'].map((filename) => ({ id: 0, filename }));
    const { answer, posted } = await post(probe, { attachments }, [PICTURE]);
    return posted === undefined
      ? `Yes, with ${inWords(answer)}.`
      : `No: ${inWords(answer)}, and the message has ${posted.attachments.length} file(s).`;
  },
};
