/** By what spending is told. */
export const SPENDING_KEYS = ['day', 'person', 'server', 'model'] as const;

export type SpendingKey = (typeof SPENDING_KEYS)[number];
