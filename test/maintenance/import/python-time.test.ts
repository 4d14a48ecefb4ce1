import { describe, expect, it } from '@jest/globals';

import { parsePythonTime } from '../../../src/maintenance/import/python-time.js';

/** What the local time of this machine is in UTC. */
function local(...parts: [number, number, number, number?, number?, number?, number?]): string {
  const [year, month, day, hour = 0, minute = 0, second = 0, ms = 0] = parts;
  return new Date(year, month - 1, day, hour, minute, second, ms).toISOString();
}

describe('a time that Python wrote', () => {
  it.each<[string | number, string]>([
    ['2024-08-31T12:00:30.123456', local(2024, 8, 31, 12, 0, 30, 123)],
    ['2024-08-31T12:00:30', local(2024, 8, 31, 12, 0, 30)],
    ['2024-08-31 12:00:30', local(2024, 8, 31, 12, 0, 30)],
    ['2024-08-31T12:00', local(2024, 8, 31, 12)],
    ['2024-08-31', local(2024, 8, 31)],
    ['20240831_120030', local(2024, 8, 31, 12, 0, 30)],
    ['2024-08-31T12:00:30.5+00:00', '2024-08-31T12:00:30.500Z'],
    ['2024-08-31T12:00:30Z', '2024-08-31T12:00:30.000Z'],
    ['2024-08-31T12:00:30.000001+02:00', '2024-08-31T10:00:30.000Z'],
    ['2024-08-31T12:00:30-0530', '2024-08-31T17:30:30.000Z'],
    ['2024-08-31T12:00:30+05:53:28', '2024-08-31T06:07:02.000Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
    [1725105630.25, '2024-08-31T12:00:30.250Z'],
    [0, '1970-01-01T00:00:00.000Z'],
  ])('a time that Python wrote is understood: %j', (value, expected) => {
    expect(parsePythonTime(value)).toBe(expected);
  });

  it.each([
    '',
    'yesterday',
    '2024-13-01T00:00:00',
    '2023-02-29T00:00:00',
    '2024-08-31T25:00:00',
    '2024-08-31T12:60:00Z',
    '2024-08-31T12:00:30 Europe/Paris',
    '31.08.2024',
    '1725105630',
    Number.NaN,
    Number.POSITIVE_INFINITY,
    -1,
    1e18,
  ])('a time that Python wrote is told from what is none: %j', (value) => {
    expect(parsePythonTime(value)).toBeNull();
  });
});
