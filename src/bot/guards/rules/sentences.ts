/** Why rules refuse something. */

export const DENIED =
  'Whoever runs me has shut you out, so I do nothing for you until they let you in again.';

export const OTHER_SERVER = 'Whoever runs me lets me work on their own servers only.';
