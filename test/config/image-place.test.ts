import path from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { addressOf, imagePlaceOf } from '../../src/config/image-place.js';
import { readStorageConfig } from '../../src/config/storage-config.js';

describe('the address of pictures', () => {
  it.each([
    ['s3://bucket', { kind: 'bucket', bucket: 'bucket', prefix: '' }],
    ['s3://my.bucket_1/', { kind: 'bucket', bucket: 'my.bucket_1', prefix: '' }],
    ['s3://bucket/a/b', { kind: 'bucket', bucket: 'bucket', prefix: 'a/b/' }],
    ['file:/srv/pictures', { kind: 'files', dir: '/srv/pictures' }],
    ['file:///srv/pictures', { kind: 'files', dir: '/srv/pictures' }],
    ['file:pictures', { kind: 'files', dir: path.resolve('pictures') }],
  ] as const)('the address %s names a place, and the place names it again', (address, place) => {
    expect(imagePlaceOf(address)).toEqual(place);
    expect(imagePlaceOf(addressOf(place))).toEqual(place);
  });
});

const s3 = (env: Record<string, string>) => readStorageConfig(env).s3;

describe('the S3 server', () => {
  it('an endpoint means a path for each bucket and any region, unless said otherwise', () => {
    expect(s3({ S3_ENDPOINT: 'https://s3.example' })).toMatchObject({
      forcePathStyle: true,
      region: 'us-east-1',
    });
    const own = { S3_ENDPOINT: 'https://s3.example', S3_FORCE_PATH_STYLE: 'false' };
    expect(s3({ ...own, AWS_REGION: 'auto' })).toMatchObject({
      forcePathStyle: false,
      region: 'auto',
    });
  });
});
