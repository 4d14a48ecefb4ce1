import { expect, it } from '@jest/globals';

import { PageWorld } from './support/page-world.js';

it('the bot panel makes the model refuse, and right again, and the card says so and can be pressed again', async () => {
  const world = await PageWorld.start();
  const ann = await world.open();
  const card = await ann.ask('a quiet street');
  const fault = ann.page.getByRole('switch', { name: /Model blocks the prompt/ });
  await fault.click();
  await ann.page.getByRole('switch', { name: /blocks the prompt/, checked: true }).waitFor();
  await card.getByRole('button', { name: 'Process Prompt' }).click();
  await card.getByText('No picture this time').waitFor();
  await fault.click();
  await ann.page.getByRole('switch', { name: /blocks the prompt/, checked: false }).waitFor();
  await card.getByRole('button', { name: 'Process Prompt' }).click();
  await card.getByRole('button', { name: 'Left' }).waitFor();
  expect(await card.getByText('No picture this time').count()).toBe(0);
});

it('the bot panel shows the log of one interaction when its id on the card is clicked', async () => {
  const world = await PageWorld.start();
  const ann = await world.open();
  const card = await ann.makePicture('a tall tree');
  const id = await card.locator('.interaction-id').textContent();
  await card.locator('.interaction-id').click();
  const lines = ann.page.locator('.log li');
  await lines.first().waitFor();
  expect(await ann.page.getByLabel('Filter the log').inputValue()).toBe(id?.trim());
  const shown = await lines.allTextContents();
  expect(shown.every((line) => line.includes(id!.trim().slice(0, 8)))).toBe(true);
  await ann.page.getByLabel('Filter the log').fill('no line has this');
  await ann.page.getByText('No line has that.').waitFor();
  await ann.button('Clear').click();
  await lines.filter({ hasText: 'Ready' }).first().waitFor();
});

it('the bot panel takes a key for Gemini, which is kept nowhere in the page', async () => {
  const world = await PageWorld.start();
  const ann = await world.open();
  await ann.page.getByRole('radio', { name: /Gemini/ }).check();
  const key = ann.page.getByLabel('Gemini API key');
  expect(await key.getAttribute('type')).toBe('password');
  await key.fill('AIza-not-a-real-key');
  await ann.button('Use Gemini').click();
  await ann.page.getByText('gemini-nano-banana').waitFor();
  await ann.page.locator('.bot-event.back').waitFor();
  const kept = await ann.page.evaluate(() => {
    const stored = JSON.stringify([localStorage, sessionStorage]);
    return stored + document.documentElement.innerHTML;
  });
  expect(kept).not.toContain('AIza-not-a-real-key');
  await ann.page.getByRole('radio', { name: /Offline/ }).check();
  await ann.page.locator('.bot-event.back').nth(1).waitFor();
  await ann.makePicture('a small hill');
});

it('the bot panel restarts the bot, drops its connection, moves the clock, and shows members', async () => {
  const world = await PageWorld.start();
  const ann = await world.open();
  const card = await ann.ask('an old clock');
  await ann.button('Clock + 15 min').click();
  await ann.button('Clock + 15 min (15 min ahead)').waitFor();
  await ann.button('Drop gateway').click();
  await ann.button('Nano Banana: Online. Bot panel').waitFor();
  await ann.text(/^Gateway dropped; the bot was back in [\d.]+ s$/).waitFor();
  const process = await ann.page.locator('dd').last().textContent();
  await ann.button('Restart').click();
  await ann.text(/^Nano Banana is back, /).waitFor();
  expect(await ann.page.locator('dd').last().textContent()).not.toBe(process);
  await card.getByRole('button', { name: 'Process Prompt' }).click();
  await card.getByRole('button', { name: 'Left' }).waitFor();
  await ann.tab('Members');
  const members = ann.page.getByRole('list', { name: 'Members' });
  expect(await members.getByRole('listitem').count()).toBe(4);
  await members.getByText('Cleo').waitFor();
  const owner = members.getByRole('listitem').filter({ has: ann.page.getByLabel('Server owner') });
  expect(await owner.textContent()).toContain('Ann');
});

it('the bot panel gives the bot a budget so small that the third picture is refused, and takes it back', async () => {
  const world = await PageWorld.start();
  const ann = await world.open();
  const card = await ann.ask('a small coin');
  const budget = ann.page.getByRole('switch', { name: /Small budget/ });
  await budget.click();
  await ann.page.getByRole('switch', { name: /Small budget/, checked: true }).waitFor();
  await ann.page.locator('.bot-event.back').waitFor();
  await ann.text('Small budget: on, $0.08 a day').waitFor();
  await card.getByRole('button', { name: 'Process Prompt' }).click();
  await card.getByText('1 of 1').waitFor();
  await card.getByRole('button', { name: 'Process Prompt' }).click();
  await card.getByText('2 of 2').waitFor();
  await card.getByRole('button', { name: 'Process Prompt' }).click();
  await ann.text('My budget for this day is used up').waitFor();
  expect(await card.getByText('2 of 2').count()).toBe(1);
  await budget.click();
  await ann.page.locator('.bot-event.back').nth(1).waitFor();
  await card.getByRole('button', { name: 'Process Prompt' }).click();
  await card.getByText('3 of 3').waitFor();
});
