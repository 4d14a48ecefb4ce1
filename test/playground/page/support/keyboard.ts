import type { OpenedPage } from './opened-page.js';

/** Presses Tab until the focus is on what has this label, as someone without a pointer does. */
export async function tabTo({ page }: OpenedPage, label: string | RegExp, key = 'Tab') {
  for (let presses = 0; presses < 90; presses += 1) {
    await page.keyboard.press(key);
    const found = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null;
      const caption = document.querySelector(`label[for="${element?.id}"]`);
      const name = element?.getAttribute('aria-label') ?? (caption ?? element)?.textContent;
      return name?.trim() ?? '';
    });
    if (typeof label === 'string' ? found === label : label.test(found)) return;
  }
  throw new Error(`Tab does not come to ${String(label)}.`);
}
