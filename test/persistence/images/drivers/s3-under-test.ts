import { S3Connection } from '../../../../src/persistence/images/drivers/s3-connection.js';
import { S3ImageDriver } from '../../../../src/persistence/images/drivers/s3-image-driver.js';
import type { S3Access } from '../../../../src/config/s3-access.js';
import { endAfterTest } from '../../../support/endings.js';
import { S3Server } from '../../../support/s3-server.js';
import { S3_KEY } from '../../../support/s3-signature.js';

/** No test waits for a further attempt, and none of them has to end in a certain time. */
const LIMITS = { attemptMs: 60_000, retryMs: 60_000, maxAttempts: 5, firstWaitMs: 1 };

/** How the stand-in is reached. */
export function accessTo(endpoint: string, secretAccessKey = S3_KEY.secretAccessKey): S3Access {
  return {
    endpoint,
    region: 'us-east-1',
    forcePathStyle: true,
    credentials: { ...S3_KEY, secretAccessKey },
    profile: null,
  };
}

/** A driver with a stand-in of its own, which ends after the test. */
export async function s3UnderTest(options: Partial<typeof LIMITS> = {}, secret?: string) {
  const server = await S3Server.start();
  endAfterTest(() => server.stop());
  const connection = new S3Connection(accessTo(server.endpoint, secret), { ...LIMITS, ...options });
  return { server, driver: new S3ImageDriver(connection, S3Server.bucket, 'bot/') };
}
