/** A message that a link leads to. */
export interface MessageLink {
  readonly channelId: string;
  readonly messageId: string;
}

const PATTERN =
  /^https:\/\/(?:\w+\.)?discord(?:app)?\.com\/channels\/(?:@me|\d{1,20})\/(\d{1,20})\/(\d{1,20})\/?$/;

/** The message that an address of Discord names; null for any other address. */
export function messageLink(url: string): MessageLink | null {
  const [, channelId, messageId] = PATTERN.exec(url) ?? [];
  return channelId === undefined || messageId === undefined ? null : { channelId, messageId };
}
