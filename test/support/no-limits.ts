/** Tests share a few people, who ask more often, and keep less long, than real ones. */
export const NO_LIMITS = {
  WAITING_PER_PERSON: '0',
  REQUESTS_PER_PERSON_PER_MINUTE: '0',
  STORAGE_PER_PERSON: '0',
  MIN_FREE_DISK: '0',
  PREVIEW_HOURS: '0',
  BUDGET_PER_DAY: 'off',
  QUOTA_PER_PERSON: 'off',
} as const;
