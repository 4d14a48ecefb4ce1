/** The decoder's own frames, its planes, and the pixels that they become. */
const BYTES_PER_PIXEL = 18;
/** With more than eight bits a color, a sample has two bytes. */
const DEEP_BYTES_PER_PIXEL = 2 * BYTES_PER_PIXEL;

interface Box {
  readonly type: string;
  readonly content: number;
  readonly end: number;
}

/** See `decodedBytes`. Of all sizes in the file, the largest counts: a thumbnail's is smaller. */
export function avifBytes(bytes: Buffer): number | undefined {
  const properties = path(bytes, ['meta', 'iprp', 'ipco']);
  if (properties === undefined) return undefined;
  const boxes = [...boxesIn(bytes, properties.content, properties.end)];
  const pixels = boxes
    .filter(({ type }) => type === 'ispe')
    .map(({ content }) => bytes.readUInt32BE(content + 4) * bytes.readUInt32BE(content + 8));
  if (pixels.length === 0) return undefined;
  const isDeep = boxes
    .filter(({ type }) => type === 'av1C')
    .some(({ content }) => (bytes.readUInt8(content + 2) & 0x40) !== 0);
  return Math.max(...pixels) * (isDeep ? DEEP_BYTES_PER_PIXEL : BYTES_PER_PIXEL);
}

function path(bytes: Buffer, types: readonly string[]): Box | undefined {
  let box: Box = { type: '', content: 0, end: bytes.length };
  for (const type of types) {
    const found = [...boxesIn(bytes, box.content, box.end)].find((each) => each.type === type);
    if (found === undefined) return undefined;
    // `meta` has a version and flags before its boxes.
    box = type === 'meta' ? { ...found, content: found.content + 4 } : found;
  }
  return box;
}

function* boxesIn(bytes: Buffer, start: number, end: number): Generator<Box> {
  for (let at = start; at + 8 <= end;) {
    const [size, content] = sizeAt(bytes, at);
    // 0: up to the end.
    const boxEnd = size === 0 ? end : at + size;
    // Shorter than its own header.
    if (boxEnd < content) return;
    yield { type: bytes.toString('latin1', at + 4, at + 8), content, end: Math.min(boxEnd, end) };
    at = boxEnd;
  }
}

/** A box's size, and where its content begins. 1: the size follows in eight bytes. */
function sizeAt(bytes: Buffer, at: number): [number, number] {
  const size = bytes.readUInt32BE(at);
  return size === 1 ? [Number(bytes.readBigUInt64BE(at + 8)), at + 16] : [size, at + 8];
}
