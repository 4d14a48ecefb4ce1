import { describe } from '@jest/globals';
import S3rver from 's3rver';

import { S3Connection } from '../../../../src/persistence/images/drivers/s3-connection.js';
import { S3ImageDriver } from '../../../../src/persistence/images/drivers/s3-image-driver.js';
import { endAfterTest } from '../../../support/endings.js';
import { temporaryDirectory } from '../../../support/temporary-directory.js';
import { itIsAnImageDriver } from './image-driver.contract.js';
import { accessTo } from './s3-under-test.js';

/** The only key that this server knows. */
const KEY = { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' };

// A server that somebody else wrote; it is lenient, and does not know conditions.
describe('the image driver for S3, with another server', () => {
  itIsAnImageDriver(async () => {
    const directory = await temporaryDirectory();
    const configureBuckets = [{ name: 'pictures' }];
    const server = new S3rver({ port: 0, silent: true, directory, configureBuckets });
    const { port } = await server.run();
    endAfterTest(() => server.close());
    const access = { ...accessTo(`http://127.0.0.1:${port}`), credentials: KEY };
    return new S3ImageDriver(new S3Connection(access), 'pictures', 'bot/');
  });
});
