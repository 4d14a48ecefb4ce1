import { newest, open, press, say, shoot } from './using-the-page.mjs';

const DESKTOP = { viewport: { width: 1280, height: 800 } };
const PHONE = { viewport: { width: 390, height: 780 }, isMobile: true, hasTouch: true };
const PROMPT = 'the same lake in autumn, with a small red boat';

/** The pictures of the playground: a result, the search of styles, a kill, a phone. */
export async function takePlayground(browser, playground) {
  const ann = await open(browser, playground, 'ann', { ...DESKTOP, colorScheme: 'dark' });
  const ben = await open(browser, playground, 'ben', { ...DESKTOP, colorScheme: 'light' });
  await say(ben, 'Who has a picture for the poster?');
  await say(ann, `@Nano Banana ${PROMPT}`, 0);
  await newest(ann).getByRole('button', { name: 'Process Prompt' }).waitFor();
  await press(ann, 'Process Prompt');
  await newest(ann).getByRole('button', { name: 'Left' }).waitFor();
  await newest(ann).getByRole('img').waitFor();
  await shoot(ann, 'playground-result');

  await press(ben, 'Apply a style');
  await ben.getByRole('combobox', { name: 'Search options' }).fill('p');
  await ben.keyboard.press('ArrowDown');
  await shoot(ben, 'playground-styles');
  await ben.keyboard.press('Escape');

  await ann.getByRole('button', { name: 'Kill -9' }).click();
  await ann.locator('.bot-event.down').waitFor();
  await shoot(ann, 'playground-killed');
  await ann.locator('.bot-event.back').waitFor();

  // Only who has asked for a card spends money with it.
  const phone = await open(browser, playground, 'ann', { ...PHONE, colorScheme: 'dark' });
  await press(phone, 'Process Prompt');
  await newest(phone).getByText('3 of 3').waitFor();
  await newest(phone).getByRole('img').waitFor();
  await shoot(phone, 'playground-phone');
}
