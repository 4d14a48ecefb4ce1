import { newest, open, press, say, shootSmall } from './using-the-page.mjs';

const DESKTOP = { viewport: { width: 1280, height: 1000 } };
const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

/** How cards are looked at: by whom, where, and with what. */
const LOOKS = [
  { name: 'dark', as: 'ann', channel: 'general', options: { ...DESKTOP, colorScheme: 'dark' } },
  { name: 'light', as: 'ben', channel: 'kittens', options: { ...DESKTOP, colorScheme: 'light' } },
  { name: 'phone', as: 'cleo', channel: 'pictures', options: { ...PHONE, colorScheme: 'dark' } },
];

/** Switches a fault on or off, as the bot's panel does. */
async function setFault({ sandbox, token }, fault, on) {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ kind: 'setFault', fault, on });
  await fetch(`${sandbox.origin}/playground/controls`, { method: 'POST', headers, body });
}

/** Waits until the newest card shows its outcome. */
async function outcome(page, text) {
  await newest(page).getByText(text).waitFor();
  await newest(page).getByRole('button', { name: 'Left' }).waitFor();
}

/** Fills in the settings of the newest card, shows them, and submits them. */
async function choose(page, shot) {
  await press(page, 'Settings');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Aspect ratio').selectOption('16:9');
  await dialog.getByLabel('Number').selectOption('4');
  await shot('settings', dialog);
  await dialog.getByRole('button', { name: 'Submit' }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** One card from its preview to a failure, with one look. */
async function takeCard(browser, playground, { name, as, channel, options }) {
  const isPhone = name === 'phone';
  const page = await open(browser, playground, as, options);
  const shot = async (state, element = newest(page)) => {
    await shootSmall(page, `card-${state}-${name}`, isPhone ? undefined : element);
  };
  if (isPhone) await page.getByRole('button', { name: 'Channels' }).click();
  await page.locator('.channels').getByRole('button', { name: channel }).click();
  await page.getByRole('heading', { level: 1, name: channel }).waitFor();
  await say(page, '@Nano Banana the same lake in autumn, with a small red boat', 0);
  await newest(page).getByRole('button', { name: 'Process Prompt' }).waitFor();
  await shot('preview');
  await press(page, 'Process Prompt');
  await outcome(page, '2 of 2');
  await shot('result');

  await choose(page, shot);
  await setFault(playground, 'slowModel', true);
  await press(page, 'Vary');
  await newest(page).getByText('Making').waitFor();
  await shot('making');
  await setFault(playground, 'slowModel', false);
  await outcome(page, 'Variation · 4 pictures');
  await shot('batch');

  await setFault(playground, 'promptBlocked', true);
  await press(page, 'Process Prompt');
  await newest(page).getByText('No picture this time').waitFor();
  await shot('failure');
  await setFault(playground, 'promptBlocked', false);
}

/** The pictures of a card in each of its states: on a dark page, a light one, and a phone. */
export async function takeCards(browser, playground) {
  for (const look of LOOKS) await takeCard(browser, playground, look);
}
