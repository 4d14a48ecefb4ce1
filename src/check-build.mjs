import { existsSync } from 'node:fs';

// Before `npm start`, which would end with a stack of Node otherwise.
if (!existsSync('dist/bot/main.js')) {
  process.stderr.write('Nano Banana is not built yet. Run: npm ci && npm run build\n');
  process.exit(78);
}
