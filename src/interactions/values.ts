import { z } from 'zod';

/** An id of Discord: https://discord.com/developers/docs/reference#snowflakes */
export const snowflake = z.string().regex(/^\d{1,20}$/);

/** ISO 8601 in UTC with milliseconds. It sorts as text and means the same in every database. */
export const time = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
