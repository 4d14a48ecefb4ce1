import { beforeAll, describe, expect, it } from '@jest/globals';

import { archiveOf, completed, type TestEntry } from '../../support/archives.js';
import { INTERACTION_ID as ID, OTHER_INTERACTION_ID as OTHER } from '../../support/states.js';
import { GoodArchive, refusalOf, RICH } from './good-archive.js';

let archive: GoodArchive;

beforeAll(async () => {
  archive = await GoodArchive.make();
});

describe('an archive', () => {
  it.each<[string, () => TestEntry[], RegExp]>([
    [
      'without manifest',
      () => completed(archive.entries.slice(1)),
      /has to begin with one manifest.json/,
    ],
    [
      'with two manifests',
      () => archive.withExtra(archive.entries[0]!),
      /has to begin with one manifest.json/,
    ],
    [
      'of another kind',
      () => completed(archive.withJson('manifest.json', { format: 'zip' })),
      /^manifest.json is damaged/,
    ],
    ...['originalPrompt', 'currentPrompt'].map((field): [string, () => TestEntry[], RegExp] => [
      `with more than 4,000 characters in ${field}`,
      () => completed(archive.withJson(RICH, { [field]: 'x'.repeat(4001) })),
      new RegExp(`the interaction ${ID} is damaged.* \\(${field}\\)`),
    ]),
    [
      'of a newer format',
      () =>
        completed(archive.withJson('manifest.json', { formatVersion: 2, productVersion: '9.9.9' })),
      /its format is 2, of version 9.9.9 of this program; this one knows up to 1/,
    ],
    [
      'with an image twice',
      () => archive.withExtra(archive.image),
      /is there twice, or out of its order/,
    ],
    [
      'with an interaction twice',
      () =>
        completed(
          archive.entries.flatMap((entry) => (entry.name === RICH ? [entry, entry] : [entry])),
        ),
      new RegExp(`the interaction ${ID} is there twice`),
    ],
    [
      'with interactions out of order',
      () => completed(archive.entries.toSorted((one, other) => rank(one) - rank(other))),
      /out of its order/,
    ],
    [
      'without an image',
      () => completed(archive.entries.filter((entry) => entry !== archive.image)),
      /^the image ".*" is missing/,
    ],
    [
      'with other bytes in an image',
      () => completed(archive.withBytes(archive.image.name, 'AN INPUT')),
      /^the image ".*" has a wrong checksum or size/,
    ],
    [
      'with other checksums than its entries',
      () =>
        archive.changed('manifest.json', (entry) => ({
          ...entry,
          bytes: `${entry.bytes.toString()} `,
        })),
      /the checksums in SHA256SUMS are not those/,
    ],
    [
      'with a forged end',
      () => archive.withJson('end.json', { interactions: 3 }),
      /end.json tells something else/,
    ],
    [
      'without checksums',
      () => archive.entries.filter(({ name }) => name !== 'SHA256SUMS'),
      /end.json tells something else/,
    ],
    ['without end', () => archive.entries.slice(0, -1), /breaks off: end.json is missing/],
    [
      'with something behind its end',
      () => [...archive.entries, archive.image],
      /something follows its end/,
    ],
    [
      'with something behind its checksums',
      () => [...archive.entries.slice(0, -1), archive.image, archive.entries.at(-1)!],
      /is behind the checksums/,
    ],
    [
      'with torn JSON',
      () => completed(archive.changed(RICH, (entry) => ({ ...entry, bytes: '{"id":' }))),
      /is damaged, or was stored by a newer version/,
    ],
    [
      'with JSON that is nested beyond measure',
      () => completed(archive.withBytes(RICH, '['.repeat(1_000_000))),
      /is damaged, or was stored by a newer version/,
    ],
    [
      'with huge JSON',
      () => completed(archive.withBytes(RICH, Buffer.alloc(17 * 1024 * 1024, ' '))),
      /has 17825792 bytes; allowed are 16777216/,
    ],
  ])('an archive %s is refused', async (_what, entries, reason) => {
    expect(await refusalOf(await archiveOf(entries()))).toMatch(reason);
  });

  it.each<[string, object]>([
    ['another id', { id: OTHER }],
    ['a newer state format', { format: 99 }],
    ['a field of its own', { admin: true }],
    ['a user id that is none', { userId: "1' OR 1=1" }],
    ['a time that is none', { lastUsedAt: 'yesterday' }],
    ['an index beyond its outputs', { currentIndex: 2 }],
    ['a view that is none', { view: 'root_view' }],
    ['outputs that are none', { outputs: [{ image: '/etc/passwd' }] }],
    ['a generation that is none', { generation: { claims: 0, status: 'paid' } }],
    ['a version of the wrong type', { version: '1' }],
    ['a turn that is none', { turns: [{ imageKey: 'k' }] }],
    ['a turn that is too large', { turns: [{ imageKey: 'k', kept: 'x'.repeat(2_200_000) }] }],
    ['two turns for one picture', { turns: ['x', 'y'].map((kept) => ({ imageKey: 'k', kept })) }],
  ])('an archive with an interaction that has %s is refused', async (_what, change) => {
    const file = await archiveOf(completed(archive.withJson(RICH, change)));
    expect(await refusalOf(file)).toMatch(new RegExp(`^the interaction ${ID} is damaged`));
  });

  it('an archive with an interaction that keeps a turn for a picture of another one is refused', async () => {
    const turns = [{ imageKey: archive.image.name.replace(ID, OTHER), kept: 'x' }];
    const file = await archiveOf(completed(archive.withJson(RICH, { turns })));
    expect(await refusalOf(file)).toBe(
      `the interaction ${ID} keeps a turn for a picture that it does not have.`,
    );
  });

  it('an archive with an interaction that names a file outside, or of another one, is refused', async () => {
    const entry = archive.entries.find(({ name }) => name === RICH)!;
    for (const key of ['../../etc/passwd', archive.image.name.replace(ID, OTHER)]) {
      const text = entry.bytes.toString().replaceAll(archive.image.name, key);
      const file = await archiveOf(completed(archive.withBytes(RICH, text)));
      expect(await refusalOf(file)).toBe(
        `the interaction ${ID} names an image that is not its own.`,
      );
    }
  });
});

function rank({ name }: TestEntry): number {
  if (name === 'manifest.json') return 0;
  if (name.includes(OTHER)) return 1;
  return name.includes(ID) ? 2 : 3;
}
