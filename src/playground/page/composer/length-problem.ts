import type { World } from '../state/world.js';

/** Why a text cannot be sent; nothing if its length is allowed. */
export function lengthProblems(content: string, { limits }: World): readonly string[] {
  const { maxContentLength } = limits;
  if (content.length <= maxContentLength) return [];
  return [`That is ${content.length} characters long; a message may have ${maxContentLength}.`];
}
