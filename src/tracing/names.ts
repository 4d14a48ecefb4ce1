/** The interaction that a span is about. Its log lines have the same id. */
export const INTERACTION_ID = 'nanobanana.interaction.id';

/** What remains to be done after an attempt. */
export const ATTEMPT_RESULT = 'nanobanana.attempt.result';

/** Why an attempt is repeated: the code of its error. */
export const ERROR_TYPE = 'error.type';
