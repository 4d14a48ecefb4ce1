import { describe, expect, it } from '@jest/globals';

import { logLine } from '../../../../src/bot/moderation/log/log-line.js';
import { moderationEntry } from '../../../support/moderation.js';

describe('a line of the moderation log', () => {
  it('a line says when, who, what, whose card, and where it is', () => {
    expect(logLine(moderationEntry())).toBe(
      '<t:1796040000:f> · <@210000000000000002> · 🚩 **reported a card** · asked for by <@200000000000000002> · [card](https://discord.com/channels/300000000000000003/400000000000000004/600000000000000006)',
    );
  });

  it('a line without a card names the channel, and nobody twice', () => {
    const askedBy = '210000000000000002';
    const line = logLine(moderationEntry({ action: 'listed-word', messageId: null, askedBy }));
    expect(line).toContain('<#400000000000000004>');
    expect(line).not.toContain('asked for by');
  });

  it('what a line quotes formats nothing, and four lines fit into one message', () => {
    const text = '*`~|_[]('.repeat(500);
    const line = logLine(moderationEntry({ verdict: text, prompt: text, action: 'model-refused' }));
    expect(line).toContain('\\*\\`');
    expect((line.length + 1) * 4).toBeLessThanOrEqual(2000);
  });
});
