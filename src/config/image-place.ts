import path from 'node:path';

/** Where pictures are kept. */
export type ImagePlace =
  | {
      readonly kind: 'files';
      /** Absolute; the folders of pictures are made in it. */
      readonly dir: string;
    }
  | {
      readonly kind: 'bucket';
      readonly bucket: string;
      /** What every key in the bucket begins with: nothing, or a text that ends with a slash. */
      readonly prefix: string;
    };

/** What an address of pictures has to be, as the end of a sentence. */
export const IMAGE_PLACE_RULE =
  'must be s3:// with a bucket and, if wanted, a prefix, or file: with a whole path; for example s3://my-bucket/nanobanana';

/** A name that every S3 server takes. Google also allows underscores. */
const BUCKET = /^[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]$/;
/** Characters that no server and no signature changes on the way. */
const PREFIX_PART = /^(?!\.{1,2}$)[\w.-]{1,128}$/;

/** The place that `s3://bucket/prefix` or `file:/path` names; null where the text names none. */
export function imagePlaceOf(address: string): ImagePlace | null {
  return address.startsWith('s3://') ? bucketOf(address.slice('s3://'.length)) : filesOf(address);
}

/** The address of a place, as {@link imagePlaceOf} reads it. */
export function addressOf(place: ImagePlace): string {
  if (place.kind === 'files') return `file:${place.dir}`;
  return `s3://${place.bucket}/${place.prefix}`.replace(/\/$/, '');
}

function bucketOf(text: string): ImagePlace | null {
  const [bucket = '', ...parts] = text.replace(/\/$/, '').split('/');
  if (!BUCKET.test(bucket) || !parts.every((part) => PREFIX_PART.test(part))) return null;
  return { kind: 'bucket', bucket, prefix: parts.map((part) => `${part}/`).join('') };
}

/** Nobody expands `~` and `$HOME` in a file; a folder of that name would be made. */
function filesOf(address: string): ImagePlace | null {
  const dir = /^file:(?:\/\/(?=\/))?(.+)$/.exec(address)?.[1];
  if (dir === undefined || /^~|^\/\/|\$\{?\w/.test(dir)) return null;
  return { kind: 'files', dir: path.resolve(dir) };
}
