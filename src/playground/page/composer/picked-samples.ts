import type { Sample } from '../../protocol.js';

/** How long a photo may take; it comes from this machine. */
const LOAD_TIMEOUT_MS = 15_000;

/** Loads a sample photo as a file to send. Rejects when it is cancelled, or takes too long. */
export async function sampleFile({ url, name }: Sample, cancelled: AbortSignal): Promise<File> {
  const signal = AbortSignal.any([cancelled, AbortSignal.timeout(LOAD_TIMEOUT_MS)]);
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`The sample ${name} could not be loaded.`);
  const blob = await response.blob();
  return new File([blob], name, { type: blob.type });
}

/** What the person is told when a sample photo cannot be loaded. */
export function sampleProblem({ title }: Sample): string {
  return `The sample “${title}” could not be loaded.`;
}
