import type { Sample } from '../../protocol.js';

/** Loads a sample photo as a file to send. */
export async function sampleFile({ url, name }: Sample): Promise<File> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`The sample ${name} could not be loaded.`);
  const blob = await response.blob();
  return new File([blob], name, { type: blob.type });
}

/** What the person is told when a sample photo cannot be loaded. */
export function sampleProblem({ title }: Sample): string {
  return `The sample “${title}” could not be loaded.`;
}
