import { newest, open, press, say, shootSmall } from './using-the-page.mjs';

const DESKTOP = { viewport: { width: 1000, height: 900 } };
const PHONE = { viewport: { width: 390, height: 780 }, isMobile: true, hasTouch: true };

/** How cards are looked at: by whom, where, and with what. */
const LOOKS = [
  { name: 'dark', as: 'ann', channel: 'pictures', options: { ...DESKTOP, colorScheme: 'dark' } },
  { name: 'light', as: 'ben', channel: 'pictures', options: { ...DESKTOP, colorScheme: 'light' } },
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

/** One card from its preview to a failure, with one look. */
async function takeCard(browser, playground, { name, as, channel, options }) {
  const page = await open(browser, playground, as, options);
  const shot = async (state) => {
    const isPhone = name === 'phone';
    await newest(page).scrollIntoViewIfNeeded();
    await shootSmall(page, `card-${state}-${name}`, isPhone ? page : newest(page));
  };
  if (name === 'phone') await page.getByRole('button', { name: 'Channels' }).click();
  await page.locator('.channels').getByRole('button', { name: channel }).click();
  await page.getByRole('heading', { level: 1, name: channel }).waitFor();
  await say(page, '@Nano Banana the same lake in autumn, with a small red boat', 0);
  await newest(page).getByRole('button', { name: 'Process Prompt' }).waitFor();
  await shot('preview');

  await setFault(playground, 'slowModel', true);
  await press(page, 'Process Prompt');
  await newest(page).getByText('Making').waitFor();
  await shot('making');
  await setFault(playground, 'slowModel', false);
  await outcome(page, '2 of 2');
  await shot('result');

  await press(page, 'Settings');
  await page.getByRole('dialog').getByLabel('Aspect ratio').selectOption('16:9');
  await page.getByRole('dialog').getByLabel('Number').selectOption('4');
  await shootSmall(
    page,
    `card-settings-${name}`,
    name === 'phone' ? page : page.getByRole('dialog'),
  );
  await page.getByRole('dialog').getByRole('button', { name: 'Submit' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await press(page, 'Vary');
  await outcome(page, /3.+of 6/);
  await shot('batch');

  await setFault(playground, 'promptBlocked', true);
  await press(page, 'Process Prompt');
  await newest(page).getByRole('button', { name: 'Edit Prompt' }).waitFor();
  await newest(page)
    .getByText(/safety|refused|declined/i)
    .waitFor();
  await shot('failure');
  await setFault(playground, 'promptBlocked', false);
}

/** The pictures of a card in each of its states: on a dark page, a light one, and a phone. */
export async function takeCards(browser, playground) {
  for (const look of LOOKS) await takeCard(browser, playground, look);
}
