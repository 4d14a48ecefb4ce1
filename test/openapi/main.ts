import { parseArgs } from 'node:util';

import { checkRecording } from './check-recording.js';

const USAGE = 'Usage: npm run check:openapi -- --document FILE --recording DIR\n';

const { values } = parseArgs({
  options: { document: { type: 'string' }, recording: { type: 'string' } },
});
if (values.document === undefined || values.recording === undefined) {
  process.stderr.write(USAGE);
  process.exit(2);
}
const { lines, hasPassed } = await checkRecording(values.document, values.recording);
process.stdout.write(`${lines.join('\n')}\n`);
process.exitCode = hasPassed ? 0 : 1;
