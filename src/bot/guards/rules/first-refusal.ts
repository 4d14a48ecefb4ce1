import type { Refused } from './refusal-record.js';
import type { Act, Rule } from './rule.js';

/** What the first of the rules says that refuses; null: none does. */
export async function firstRefusal(rules: readonly Rule[], act: Act): Promise<Refused | null> {
  if (act.kind === 'own_data') return null;
  for (const { name, refuses } of rules) {
    const refusal = await refuses(act);
    if (refusal !== null) return { rule: name, refusal, act };
  }
  return null;
}
