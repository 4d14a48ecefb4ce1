/** Texts with which somebody could speak under the bot's name, or hide what they say. */
export const FOREIGN_TEXTS = [
  '[Claim your prize](https://evil.example/x)',
  '[Claim](<https://evil.example/x>)',
  'see https://evil.example/x now',
  '<https://evil.example>',
  '**bold** __underlined__ *slanted* _slanted_ ~~struck~~ ||hidden||',
  '`code` ```js\nlet x;\n```',
  '# heading\n## smaller\n-# small print',
  '> quoted\n>>> all of it\nand more',
  '- one\n* two\n+ three\n1. four\n  12. five',
  '<@123456789012345678> <@!123456789012345678> <@&123456789012345678> <#123456789012345678>',
  '@everyone @here',
  '<:party:123456789012345678> <a:party:123456789012345678>',
  '<t:1700000000:R> </help:123456789012345678> <id:customize>',
  'C:\\new\\table \\* and a lone \\',
  'an_ordinary_name and 2*3*4',
  'sa\u200bfe \u202egnp.exe\u202c \u{e0041}',
];
