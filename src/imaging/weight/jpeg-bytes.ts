/** What the header says of the picture. */
interface Frame {
  readonly pixels: number;
  readonly components: number;
  /** Samples of all colors to a pixel. */
  readonly samples: number;
}

const START_OF_SCAN = 0xda;
/** The markers of frames, without those between them that say something else. */
const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
const isProgressive = (marker: number) => (marker & 0x03) === 0x02;
/** Coefficients have two bytes. */
const COEFFICIENT_BYTES = 2;

/**
 * See `decodedBytes`. Where the colors come one after the other, or bit by bit (progressive), the
 * decoder keeps all coefficients.
 */
export function jpegBytes(bytes: Buffer): number {
  let frame: Frame = { pixels: 0, components: 0, samples: 0 };
  let keepsCoefficients = false;
  for (let at = 2; ;) {
    // Before a marker there may be any number of these.
    while (bytes.readUInt8(at) === 0xff) at += 1;
    const marker = bytes.readUInt8(at);
    const content = at + 3;
    if (isFrame(marker)) {
      frame = frameAt(bytes, content);
      keepsCoefficients = isProgressive(marker);
    }
    if (marker === START_OF_SCAN) {
      keepsCoefficients ||= bytes.readUInt8(content) < frame.components;
      const coefficients = keepsCoefficients ? frame.samples * COEFFICIENT_BYTES : 0;
      return frame.pixels * (frame.components + coefficients);
    }
    at += 1 + bytes.readUInt16BE(at + 1);
  }
}

function frameAt(bytes: Buffer, at: number): Frame {
  const components = bytes.readUInt8(at + 5);
  const densities = Array.from({ length: components }, (_, n) => {
    const factors = bytes.readUInt8(at + 7 + n * 3);
    return { across: factors >> 4, down: factors & 0x0f };
  });
  const [across, down] = [
    Math.max(...densities.map((density) => density.across)),
    Math.max(...densities.map((density) => density.down)),
  ];
  const samples = densities.reduce(
    (sum, density) => sum + (density.across * density.down) / (across * down),
    0,
  );
  return {
    pixels: bytes.readUInt16BE(at + 1) * bytes.readUInt16BE(at + 3),
    components,
    samples,
  };
}
