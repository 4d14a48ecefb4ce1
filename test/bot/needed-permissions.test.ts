import { readFile } from 'node:fs/promises';

import { describe, expect, it } from '@jest/globals';
import { PermissionFlagsBits } from 'discord-api-types/v10';

import { missingPermissions, NEEDED_PERMISSIONS } from '../../src/bot/needed-permissions.js';
import { inviteLink, userInstallLink } from '../../src/cli/invite-link.js';

const ALL = Object.values(NEEDED_PERMISSIONS).reduce((all, bit) => all | bit, 0n);

describe('the permissions that the bot needs', () => {
  it('the needed permissions are those that the documentation names, and their scopes', async () => {
    const page = await readFile('docs/discord-application.md', 'utf8');
    const [, scopes, rows = ''] =
      /asks for the scopes (.+?), and for exactly these permissions:\n\n((?:\|.+\n)+)/.exec(page) ??
      [];
    const permissions = [...rows.matchAll(/^\| ([A-Z][^|]+) \|/gm)].flatMap(([, names = '']) =>
      names.split(', '),
    );
    expect(permissions).toEqual(Object.keys(NEEDED_PERMISSIONS));
    const link = new URL(inviteLink('123'));
    const named = scopes?.match(/(?<=`)[a-z.]+(?=`)/g);
    expect(link.searchParams.get('scope')?.split(' ')).toEqual(named);
  });

  it('the needed permissions are exactly what the link asks for', () => {
    const link = new URL(inviteLink('123456789012345678'));
    expect(link.origin + link.pathname).toBe('https://discord.com/oauth2/authorize');
    expect(link.searchParams.get('client_id')).toBe('123456789012345678');
    expect(BigInt(link.searchParams.get('permissions') ?? '')).toBe(ALL);
  });

  it('the link for people asks for the commands alone, for themselves', () => {
    const { searchParams } = new URL(userInstallLink('123'));
    expect(Object.fromEntries(searchParams)).toEqual({
      client_id: '123',
      scope: 'applications.commands',
      integration_type: '1',
    });
    expect(new URL(inviteLink('123')).searchParams.get('integration_type')).toBe('0');
  });

  it('the needed permissions are missed by name', () => {
    expect(missingPermissions(ALL)).toEqual([]);
    expect(missingPermissions(PermissionFlagsBits.Administrator)).toEqual([]);
    expect(missingPermissions(ALL & ~PermissionFlagsBits.EmbedLinks)).toEqual(['Embed Links']);
    expect(missingPermissions(0n)).toEqual(Object.keys(NEEDED_PERMISSIONS));
  });
});
