import { expect, it } from '@jest/globals';
import { imageSize } from 'image-size';

import { openPage, sharePlayground } from './playing.js';

const shared = sharePlayground();

it('the playground serves every sample photo as a picture of its size', async () => {
  const page = await openPage(shared());
  for (const { url, width, height } of page.snapshot.samples) {
    const response = await page.request(url);
    expect(response.headers.get('content-type')).toBe('image/png');
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect(imageSize(bytes)).toMatchObject({ width, height, type: 'png' });
  }
  expect((await page.request('/page/samples/other.png')).status).toBe(404);
});
