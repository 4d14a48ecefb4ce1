/* What people read in the modals of cards. */

export const DELETE_TITLE = 'Delete this card?';

/** What goes with a card. @param prompt as Discord shows it; empty: none. */
export function whatGoes(prompt: string, pictureCount: number): string {
  const parts = [
    ...(prompt === '' ? [] : [`its prompt “${prompt}”`]),
    ...(pictureCount === 0 ? [] : [ownPictures(pictureCount)]),
  ];
  const withWhat = parts.length === 0 ? '' : ` with ${parts.join(' and ')}`;
  return `This deletes the card for everybody${withWhat}, and all that I have stored for it. A picture that is being made for it is stopped. This cannot be undone.`;
}

function ownPictures(count: number): string {
  return count === 1 ? 'its picture' : `its ${count} pictures`;
}

export function editPictureTitle(pictureCount: number): string {
  return pictureCount === 1 ? 'Edit this picture' : `Edit these ${pictureCount} pictures`;
}

export const EDIT_PICTURE_QUESTION = 'What should I change?';

/** @param isPrivate whether one person alone sees the card. */
export function editPictureHint(isPrivate: boolean): string {
  const where = isPrivate ? 'Only you see the card.' : 'The card comes to this channel.';
  return `${where} You can leave this empty and pick a style there.`;
}

export const PROMPT_MODAL = { title: 'Edit Prompt', label: 'Prompt' } as const;

export const SETTINGS_TITLE = 'Settings';

/** What the settings are called. */
export const SETTING_LABELS = {
  aspectRatio: 'Aspect ratio',
  imageSize: 'Size',
  count: 'Number',
  model: 'Model',
  thinkingLevel: 'Thinking',
} as const;

export const AUTOMATIC_CHOICE = 'Automatic';
export const USUAL_MODEL = 'The usual one';
