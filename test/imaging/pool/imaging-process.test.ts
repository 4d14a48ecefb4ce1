import * as childProcess from 'node:child_process';

import { expect, it, jest } from '@jest/globals';

import { rejectionOf } from '../../support/rejection-of.js';

jest.unstable_mockModule('node:child_process', () => ({
  ...childProcess,
  spawn: (_: string, args: readonly string[], options: childProcess.SpawnOptions) =>
    childProcess.spawn('/there/is/no/such/program', args, options),
}));
const { ImageProcessor } = await import('../../../src/imaging/image-processor.js');
const { ImagingPool } = await import('../../../src/imaging/pool/imaging-pool.js');

it('a picture is refused for the moment where no process can be started', async () => {
  const imaging = new ImageProcessor(new ImagingPool());
  expect(await rejectionOf(imaging.placeholder('missing'))).toMatchObject({
    code: 'image.unavailable',
    retryable: true,
    userMessage: 'I cannot open pictures at the moment. Please try again in a minute.',
  });
});
