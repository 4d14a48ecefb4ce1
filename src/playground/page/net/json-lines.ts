import type { StreamLine } from '../../protocol.js';

/** The lines of a stream as they arrive; blank lines keep the connection open. */
export async function* jsonLines(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamLine> {
  const decoder = new TextDecoder();
  const reader = body.getReader();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const lines = (rest + decoder.decode(value, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const text of lines.filter((each) => each.trim() !== '')) {
        const line: StreamLine = JSON.parse(text);
        yield line;
      }
    }
  } finally {
    await reader.cancel();
  }
}
