import { expect, it } from '@jest/globals';

import { channelId, openPage, sharePlayground } from './playing.js';

const shared = sharePlayground();

it('two people see the same channels as far as each may, and each their own direct messages', async () => {
  const playground = shared();
  const [ann, ben] = [await openPage(playground, 'ann'), await openPage(playground, 'ben')];
  expect(ann.snapshot.guilds.map(({ name }) => name)).toEqual(['Studio', 'Atelier', 'Elsewhere']);
  expect(ben.snapshot.guilds.map(({ name }) => name)).toEqual(['Studio', 'Elsewhere']);
  const rights = ({ snapshot }: typeof ben, name: string) => {
    const { canView, canSend } = snapshot.channels.find((channel) => channel.name === name)!;
    return { canView, canSend };
  };
  expect(rights(ann, 'news')).toEqual({ canView: true, canSend: true });
  expect(rights(ben, 'news')).toEqual({ canView: true, canSend: false });
  expect(rights(ben, 'backstage')).toEqual({ canView: false, canSend: false });

  const secret = {
    kind: 'send',
    channelId: channelId(ann, 'backstage'),
    content: 'hush',
  } as const;
  await ann.act(secret);
  await ann.act({ ...secret, channelId: channelId(ann, 'Nano Banana'), content: 'psst' });
  await ann.act({ ...secret, channelId: channelId(ann, 'general'), content: 'loud' });
  await ben.message('what ann said', ({ message }) => message.content === 'loud');
  expect(ben.text).not.toMatch(/hush|psst/);
  expect((await ben.post(secret)).status).toBe(404);
  const news = { ...secret, channelId: channelId(ben, 'news') };
  expect((await ben.post(news)).status).toBe(403);
  expect((await openPage(playground, 'ben')).text).not.toMatch(/hush|psst/);
  const path = `/playground/messages?as=ben&channel=${secret.channelId}&before=9999999999999999999`;
  expect((await ben.request(path)).status).toBe(404);
});

it('two people see only their own ephemeral answers, which stay away once dismissed', async () => {
  const playground = shared();
  const [ann, ben] = [await openPage(playground, 'ann'), await openPage(playground, 'ben')];
  const general = channelId(ann, 'general');
  await ann.act({ kind: 'command', channelId: general, name: 'help', options: {} });
  const help = await ann.message('the help', ({ onlyFor }) => onlyFor === ann.snapshot.you);
  const messageId = help.message.id;
  await ann.act({ kind: 'send', channelId: general, content: 'got it' });
  await ben.message('what ann said', ({ message }) => message.content === 'got it');
  expect(ben.text).not.toContain(messageId);
  expect((await ben.post({ kind: 'dismiss', messageId })).status).toBe(404);

  expect((await openPage(playground)).text).toContain(messageId);
  await ann.act({ kind: 'dismiss', messageId });
  await ann.change('messageDelete', (gone) => gone.messageId === messageId);
  expect((await openPage(playground)).text).not.toContain(messageId);
});

it('two people see each other react and type, and reactions as their own only when they are', async () => {
  const playground = shared();
  const [ann, ben] = [await openPage(playground, 'ann'), await openPage(playground, 'ben')];
  const general = channelId(ann, 'general');
  await ann.act({ kind: 'type', channelId: general });
  expect(await ben.change('typing')).toMatchObject({ userId: ann.snapshot.you });
  const sent = await ann.act({ kind: 'send', channelId: general, content: 'hello' });
  const messageId = sent.kind === 'sent' ? sent.messageId : '';
  await ann.act({ kind: 'react', messageId, emoji: '🍌' });
  expect((await ben.change('reactions')).reactions).toMatchObject([{ me: false, count: 1 }]);
  await ben.act({ kind: 'react', messageId, emoji: '🍌' });
  const both = await ben.change('reactions', ({ reactions }) => reactions[0]?.count === 2);
  expect(both.reactions).toMatchObject([{ me: true }]);
  expect(ann.changes.filter(({ kind }) => kind === 'typing')).toEqual([]);
});

it('a page starts with everything there is: commands, limits, samples, log, faults, clock', async () => {
  const page = await openPage(shared());
  await page.until('the commands', () =>
    [page.snapshot, ...page.changes].some(
      (each) => 'commands' in each && each.commands.map(({ name }) => name).includes('help'),
    ),
  );
  const { snapshot } = page;
  expect(snapshot.people.map(({ user }) => user.username)).toEqual([
    'Nano Banana',
    'ann',
    'ben',
    'cleo',
  ]);
  expect(snapshot.people.filter(({ isPlayable }) => isPlayable)).toHaveLength(3);
  expect(snapshot.limits).toEqual({
    maxContentLength: 2000,
    maxFiles: 10,
    maxFileBytes: 10 * 1024 * 1024,
    maxRequestBytes: 25 * 1024 * 1024,
  });
  expect(Object.values(snapshot.faults)).toEqual(Array.from({ length: 8 }, () => false));
  expect(snapshot.clock).toEqual({ offsetMs: 0 });
  expect(snapshot.model).toEqual({ model: 'offline', hasKey: false, name: 'offline-sketch' });
  expect(snapshot.samples).toHaveLength(4);
  const lines = page.changes.flatMap((each) => (each.kind === 'log' ? [each.line] : []));
  expect([...snapshot.log, ...lines].map(({ text }) => text)).toContain('Ready');
});
