import { newest, open, press, say, shootSmall } from './using-the-page.mjs';

const DESKTOP = { viewport: { width: 1280, height: 900 } };
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

/** How the form and the history are looked at: by whom, where, and with what. */
const LOOKS = [
  { name: 'dark', as: 'ann', channel: 'general', options: { ...DESKTOP, colorScheme: 'dark' } },
  { name: 'light', as: 'ben', channel: 'kittens', options: { ...DESKTOP, colorScheme: 'light' } },
  { name: 'phone', as: 'cleo', channel: 'pictures', options: { ...PHONE, colorScheme: 'dark' } },
];

/** Picks a slash command, and returns its form. */
async function formOf(page, command) {
  await page.locator('#composer-text').fill(`/${command}`);
  await page.getByRole('option', { name: `/${command}` }).click();
  return page.getByRole('form', { name: `/${command}` });
}

/** The form of `/imagine`, and a history, with one look. */
async function takeWays(browser, playground, { name, as, channel, options }) {
  const isPhone = name === 'phone';
  const page = await open(browser, playground, as, options);
  const shot = async (state, element) => {
    await shootSmall(page, `${state}-${name}`, isPhone ? undefined : element);
  };
  if (isPhone) await page.getByRole('button', { name: 'Channels' }).click();
  await page.locator('.channels').getByRole('button', { name: channel }).click();
  await page.getByRole('heading', { level: 1, name: channel }).waitFor();
  await say(page, '@Nano Banana the same lake in autumn', 0);
  await newest(page).getByRole('button', { name: 'Process Prompt' }).waitFor();
  await press(page, 'Process Prompt');
  await newest(page).getByText('2 of 2').waitFor();
  await newest(page).getByRole('button', { name: 'Left' }).waitFor();

  const form = await formOf(page, 'imagine');
  await form.getByLabel('prompt', { exact: true }).fill('a village by the lake, in snow');
  await form.getByRole('button', { name: 'Sample photos' }).click();
  await page.locator('.tray button').first().click();
  await form.getByRole('button', { name: 'Remove lake.png' }).waitFor();
  await form.getByLabel('style', { exact: true }).fill('watercolor');
  await page.getByRole('option', { name: 'Watercolor' }).click();
  await form.getByLabel('count', { exact: true }).fill('2');
  await shot('imagine', form);
  await form.getByRole('button', { name: 'Run' }).click();
  await form.waitFor({ state: 'detached' });
  await newest(page).getByText('a village by the lake').waitFor();

  await (await formOf(page, 'history')).getByRole('button', { name: 'Run' }).click();
  await newest(page).getByText('Your history').waitFor();
  await newest(page).getByRole('button', { name: 'Search' }).waitFor();
  await shot('history', newest(page));
}

/** The pictures of the ways to a card and back to it: on a dark page, a light one, and a phone. */
export async function takeAllWays(browser, playground) {
  for (const look of LOOKS) await takeWays(browser, playground, look);
}
