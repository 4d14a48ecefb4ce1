import { expect, it } from '@jest/globals';

import { ImageProcessor } from '../../../src/imaging/image-processor.js';
import { croppedAvif } from '../../support/hostile-pictures.js';
import { sharedImagingPool } from '../../support/imaging.js';
import { photo, picture } from '../../support/pictures.js';

it('a picture that needs more memory than a process may have is refused, whatever its header says', async () => {
  const imaging = new ImageProcessor(sharedImagingPool());
  // Of a stored picture the header is not checked again.
  const large = {
    bytes: await croppedAvif(),
    mediaType: 'image/webp',
    width: 64,
    height: 64,
  } as const;
  await expect(imaging.fit(large, { maxBytes: 100 })).rejects.toMatchObject({
    name: 'AppError',
    code: 'image.unreadable',
  });
  const ordinary = await picture(photo(400, 300));
  expect((await imaging.fit(ordinary, { maxBytes: 20_000 })).bytes.length).toBeLessThan(20_000);
});
