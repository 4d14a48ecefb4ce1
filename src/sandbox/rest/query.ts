/** Whether a query says yes, in any of Discord's spellings (reference, "Boolean Query Strings"). */
export function isYes(value: string | undefined): boolean {
  return value !== undefined && ['true', 'True', '1'].includes(value);
}
