/**
 * Prints what the changelog says of a release: `node .github/release-notes.mjs v1.2.3`. Ends with 1, and
 * says why, unless the tag is the version of the package and the changelog has a section with a date for it.
 */
import { readFileSync } from 'node:fs';

function notesOf(tag) {
  const version = /^v(\d+\.\d+\.\d+)$/.exec(tag)?.[1];
  if (version === undefined) throw new Error(`${tag || 'Nothing'} is no tag such as v1.2.3.`);
  const { version: own } = JSON.parse(readFileSync('package.json', 'utf8'));
  if (own !== version) throw new Error(`package.json has the version ${own}, not ${version}.`);
  const [, ...sections] = readFileSync('CHANGELOG.md', 'utf8').split(/^## /m);
  const section = sections.find((each) => each.startsWith(`[${version}] - `));
  const [title = '', ...lines] = section?.split('\n') ?? [];
  const notes = lines.join('\n').trim();
  if (!/ - \d{4}-\d{2}-\d{2}$/.test(title) || notes === '')
    throw new Error(`CHANGELOG.md has no section "## [${version}] - YYYY-MM-DD" with words in it.`);
  return notes;
}

try {
  process.stdout.write(`${notesOf(process.argv[2] ?? '')}\n`);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
