import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from '@jest/globals';
import { buildSync } from 'esbuild';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const SECRETS = ['the-token', 'the-key'];

const { outputFiles } = buildSync({
  entryPoints: [`${ROOT}/src/platform/logger.ts`],
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  write: false,
});
const LOGGER_MODULE = outputFiles[0]?.text ?? '';

/** What a process writes to its standard output that logs with `script`; `logger` is its logger. */
function linesOf(level: string, script: string): Record<string, unknown>[] {
  const program = `${LOGGER_MODULE}
    const logger = createLogger(${JSON.stringify(level)}, ${JSON.stringify(SECRETS)});
    ${script}`;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '--eval', program],
    { cwd: ROOT, encoding: 'utf8' },
  );
  expect(stderr).toBe('');
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('the logger', () => {
  it('the logger writes one JSON object a line, with fields and sentence', () => {
    const [line, ...others] = linesOf(
      'info',
      `logger.info({ interactionId: 'abc', durationMs: 3 }, 'Saved interaction state');`,
    );
    expect(line).toMatchObject({
      level: 'info',
      interactionId: 'abc',
      durationMs: 3,
      msg: 'Saved interaction state',
    });
    expect(others).toEqual([]);
  });

  it('the logger writes a stand-in for a person, which is another one in each process', () => {
    const script = `for (const userId of ['200000000000000002', '200000000000000003', '200000000000000002', undefined])
      logger.info({ userId, request: { requestedBy: userId } }, 'Answered');`;
    const [first, second] = [linesOf('info', script), linesOf('info', script)];
    expect(JSON.stringify([first, second])).not.toContain('20000000');
    const [ann, ben, again, nobody] = first.map(({ userId }) => userId);
    expect(ann).toMatch(/^person [0-9a-f]{12}$/);
    expect(again).toBe(ann);
    expect(ben).not.toBe(ann);
    expect(nobody).toBeUndefined();
    expect(first[0]?.['request']).toEqual({ requestedBy: ann });
    expect(second[0]?.['userId']).not.toBe(ann);
  });

  it('the logger writes nothing below its level', () => {
    const lines = linesOf(
      'warn',
      `logger.debug({}, 'd'); logger.info({}, 'i'); logger.warn({}, 'w'); logger.error({}, 'e');`,
    );
    expect(lines.map(({ msg }) => msg)).toEqual(['w', 'e']);
  });

  it('the logger writes nothing at all when it is silent', () => {
    expect(linesOf('silent', `logger.error({}, 'e');`)).toEqual([]);
  });

  it('the logger replaces secrets wherever they are in a line', () => {
    const lines = linesOf(
      'debug',
      `logger.info({ url: 'https://x/the-token/y', nested: { list: ['the-key', 'the-key'] } }, 'with the-token');`,
    );
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      url: 'https://x/[secret]/y',
      nested: { list: ['[secret]', '[secret]'] },
      msg: 'with [secret]',
    });
  });

  it('the logger replaces secrets in errors and in what caused them', () => {
    const lines = linesOf(
      'debug',
      `const cause = Object.assign(new Error('refused the-key'), { headers: { authorization: 'Bot the-token' } });
       logger.error({ err: new Error('request with the-token failed', { cause }) }, 'Failed');`,
    );
    const text = JSON.stringify(lines);
    expect(text).toContain('refused [secret]');
    expect(text).not.toMatch(/the-token|the-key/);
  });

  it('the logger leaves out the address and the body of the request that an error is about', () => {
    const lines = linesOf(
      'trace',
      `const err = Object.assign(new Error('refused'), {
         url: 'https://discord.com/api/interactions/1/interaction-token/callback',
         requestBody: { json: 'a prompt' },
         code: 50035,
       });
       logger.error({ err }, 'Failed');
       logger.error({ err: new Error('outer', { cause: err }) }, 'Failed');`,
    );
    expect(lines).toMatchObject([{ err: { code: 50035, message: 'refused' } }, {}]);
    expect(JSON.stringify(lines)).not.toMatch(/interaction-token|a prompt/);
  });

  it('the output of the logger goes through a pipe as JSON, whole, even when the process ends at once', () => {
    const lines = linesOf(
      'info',
      `for (let n = 0; n < 2000; n += 1) logger.info({ n }, 'line'); process.exit(0);`,
    );
    expect(lines.map(({ n }) => n)).toEqual(Array.from({ length: 2000 }, (_, n) => n));
  });
});
