import { existsSync } from 'node:fs';
import path from 'node:path';

import type { E2eWorld } from './e2e-world.js';
import { endAfterTest } from './endings.js';
import { S3Server } from './s3-server.js';

/** A bucket for one test. */
export async function startBucket(): Promise<S3Server> {
  const bucket = await S3Server.start();
  endAfterTest(() => bucket.stop());
  return bucket;
}

/** Whether the bot has made a folder for pictures beside its database. */
export function hasPictureFiles({ dataDir }: E2eWorld): boolean {
  return ['input_images', 'output_images'].some((folder) => existsSync(path.join(dataDir, folder)));
}
