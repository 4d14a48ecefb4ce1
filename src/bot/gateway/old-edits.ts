import { RequestMethod, REST, SnowflakeUtil, type RateLimitData } from 'discord.js';

/** From this age on, Discord limits the edits of messages on their own, to a few in a channel. */
const OLD_MS = 60 * 60 * 1000;

/** As discord.js names the routes of a channel's message, and of an interaction's. */
const EDIT_ROUTE = /^(?:\/channels\/:id|\/webhooks\/:id\/:token)\/messages\//;

const MESSAGE_PATH = /^\/channels\/\d+\/messages\/(\d+)$/;

/** Whether edits of a message count against the limit of old messages. */
export function isOldMessage(messageId: string): boolean {
  return Date.now() - SnowflakeUtil.timestampFrom(messageId) > OLD_MS;
}

/**
 * An option of discord.js: an edit that is limited is rejected with a `RateLimitError`, so that
 * nothing waits for it. Whoever delivers outcomes knows how to wait.
 */
export function isMessageEdit({ method, route }: RateLimitData): boolean {
  return method === 'PATCH' && EDIT_ROUTE.test(route);
}

/**
 * Sends edits of old messages through a client of their own: discord.js keeps one limit for all
 * edits of a channel, so those of new messages would wait behind them.
 */
export function editOldMessagesApart(rest: REST): void {
  const apart = new REST(rest.options);
  const setToken = rest.setToken.bind(rest);
  rest.setToken = (token) => {
    apart.setToken(token);
    return setToken(token);
  };
  const request = rest.request.bind(rest);
  rest.request = async (options) => {
    const messageId = MESSAGE_PATH.exec(options.fullRoute)?.[1];
    const isEdit = options.method === RequestMethod.Patch && messageId !== undefined;
    return isEdit && isOldMessage(messageId) ? apart.request(options) : request(options);
  };
}
