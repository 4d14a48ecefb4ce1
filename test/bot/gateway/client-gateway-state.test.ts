import { describe, expect, it } from '@jest/globals';
import { Collection, Status, type WebSocketManager, type WebSocketShard } from 'discord.js';
import { Client } from 'discordx';

import { ClientGatewayState } from '../../../src/bot/gateway/client-gateway-state.js';
import type { MessageContent } from '../../../src/bot/gateway/message-content.js';
import type { SessionStarts } from '../../../src/bot/gateway/session/session-starts.js';
import { strictDouble, strictInstance } from '../../support/strict-double.js';

function stateOf(...shards: readonly (readonly [status: Status, ping: number])[]) {
  const collection = new Collection(
    shards.map(([status, ping], id) => [
      id,
      strictDouble<WebSocketShard>('WebSocketShard', { status, ping }),
    ]),
  );
  const ws = strictDouble<WebSocketManager>('WebSocketManager', { shards: collection });
  const guilds = { cache: new Collection([['1', {}]]) };
  return new ClientGatewayState(
    strictInstance(Client, { ws, guilds }),
    strictDouble<SessionStarts>('SessionStarts', { waitingUntilMs: 5_000 }),
    strictDouble<MessageContent>('MessageContent', { isRefused: true }),
  );
}

describe('the state of the gateway', () => {
  it('the gateway is connected when every shard is', () => {
    expect(stateOf().isConnected).toBe(false);
    expect(stateOf([Status.Ready, 40]).isConnected).toBe(true);
    expect(stateOf([Status.Ready, 40], [Status.Resuming, 50]).isConnected).toBe(false);
  });

  it('the gateway has the longest ping of all shards that know theirs', () => {
    expect(stateOf([Status.Ready, -1]).pingMs).toBeNull();
    expect(stateOf([Status.Ready, 40], [Status.Ready, 90], [Status.Ready, -1]).pingMs).toBe(90);
  });

  it('the gateway counts servers', () => {
    expect(stateOf().servers).toBe(1);
  });

  it('the gateway tells until when it waits for starts, and whether the intent is refused', () => {
    expect(stateOf()).toMatchObject({ waitingUntilMs: 5_000, isIntentRefused: true });
  });
});
