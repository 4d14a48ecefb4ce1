const TYPES: Readonly<Record<string, string>> = {
  avif: 'image/avif',
  gif: 'image/gif',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  json: 'application/json; charset=utf-8',
  mp4: 'video/mp4',
  pdf: 'application/pdf',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  webp: 'image/webp',
  zip: 'application/zip',
};

/** A file's type as in Discord: by the file name extension, else as the uploader declared it. */
export function contentTypeOf(filename: string, declared?: string): string {
  const ending = filename.slice(filename.lastIndexOf('.') + 1).toLowerCase();
  return TYPES[ending] ?? declared ?? 'application/octet-stream';
}
