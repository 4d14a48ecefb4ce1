import { describe, expect, it } from '@jest/globals';
import { PermissionsBitField } from 'discord.js';
import type { Client } from 'discordx';

import { permissionsGuard } from '../../../src/bot/guards/permissions-guard.js';
import { appErrorOf } from '../../support/app-error-of.js';
import { buttonClick } from '../../support/discord-doubles.js';
import { strictDouble } from '../../support/strict-double.js';

/** Whether the guard lets a click through where the bot has these permissions. */
async function isLetThrough(
  appPermissions: PermissionsBitField,
  { guildId = '3', ...told }: { guildId?: string | null; isRepliable?: () => boolean } = {},
): Promise<boolean> {
  let isNext = false;
  const next = async () => {
    isNext = true;
  };
  const click = buttonClick('style_process_prompt', {
    appPermissions,
    context: 0,
    authorizingIntegrationOwners: { guildId },
    ...told,
  });
  await permissionsGuard(click, strictDouble<Client>('Client', {}), next, {});
  return isNext;
}

describe('the guard of permissions', () => {
  it('the guard lets a click through where the bot may show pictures', async () => {
    const enough = new PermissionsBitField(['EmbedLinks', 'AttachFiles']);
    expect(await isLetThrough(enough)).toBe(true);
  });

  it('the guard lets somebody see suggestions, who cannot be told why there are none', async () => {
    const told = { isRepliable: () => false };
    expect(await isLetThrough(new PermissionsBitField(), told)).toBe(true);
  });

  it('the guard refuses a click where the bot may not, and names what is missing', async () => {
    const { code, userMessage } = await appErrorOf(() =>
      isLetThrough(new PermissionsBitField('EmbedLinks')),
    );
    expect(code).toBe('discord.missing_permissions');
    expect(userMessage).toContain('(Attach Files)');
  });

  it('the guard says where the bot is not that it may do what the person may do', async () => {
    const { userMessage } = await appErrorOf(() =>
      isLetThrough(new PermissionsBitField('EmbedLinks'), { guildId: null }),
    );
    expect(userMessage).toContain('You lack a permission (Attach Files)');
  });
});
