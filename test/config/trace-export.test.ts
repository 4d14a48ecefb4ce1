import { describe, expect, it } from '@jest/globals';

import { readConfig, secretsOf } from '../../src/config/config.js';
import { appErrorOf } from '../support/app-error-of.js';

const MINIMAL = { DISCORD_TOKEN: 'token-of-nobody', IMAGE_MODEL: 'offline' };
const ENDPOINT = 'OTEL_EXPORTER_OTLP_ENDPOINT';
const HEADERS = 'OTEL_EXPORTER_OTLP_HEADERS';

const tracesOf = (env: Readonly<Record<string, string>>) =>
  readConfig({ ...MINIMAL, ...env }).traces;

describe('where traces are sent', () => {
  it.each([
    ['http://127.0.0.1:4318', 'http://127.0.0.1:4318/v1/traces'],
    ['http://collector:4318/', 'http://collector:4318/v1/traces'],
    ['https://otlp.example.com/otlp', 'https://otlp.example.com/otlp/v1/traces'],
  ])('the path of traces is added to the address %s', (base, url) => {
    expect(tracesOf({ [ENDPOINT]: base })).toEqual({ url, headers: {}, serviceName: 'nanobanana' });
  });

  it('without an address no traces are sent, whatever else is set', () => {
    expect(tracesOf({ [HEADERS]: 'a=b', OTEL_SERVICE_NAME: 'a-bot' })).toBeNull();
  });

  it.each([
    ['a=b', { a: 'b' }],
    ['Authorization=Basic%20dTpw,x-tenant=one', { Authorization: 'Basic dTpw', 'x-tenant': 'one' }],
    [' a = b , c=d==', { a: 'b', c: 'd==' }],
    ['a=1%2C2', { a: '1,2' }],
  ])('the headers %s are read', (text, headers) => {
    expect(tracesOf({ [ENDPOINT]: 'http://collector:4318', [HEADERS]: text })?.headers).toEqual(
      headers,
    );
  });

  it.each([
    [ENDPOINT, 'collector:4318'],
    [ENDPOINT, 'grpc://collector:4317'],
    [ENDPOINT, 'http://user:password@collector:4318'],
    [ENDPOINT, 'http://collector:4318/?key=value'],
    [HEADERS, 'a-secret'],
    [HEADERS, 'a=b,'],
    [HEADERS, 'a b=c'],
    [HEADERS, 'a=%E0%A4%A'],
    [HEADERS, 'a=b%0D%0Ac: d'],
    ['OTEL_SERVICE_NAME', 'x'.repeat(101)],
  ])('%s=%s is refused by its name, without its value', async (name, value) => {
    const env = { ...MINIMAL, [ENDPOINT]: 'http://collector:4318', [name]: value };
    const { userMessage } = await appErrorOf(() => readConfig(env));
    expect(userMessage).toMatch(new RegExp(`^  ${name} must .*for example`, 'm'));
    expect(userMessage).not.toContain(value);
  });

  it('the values of headers are secrets, but for short ones, which are words like any other', () => {
    const config = readConfig({
      ...MINIMAL,
      [ENDPOINT]: 'http://collector:4318',
      [HEADERS]: 'Authorization=Bearer%20a-secret,x-tenant=prod',
    });
    expect(secretsOf(config)).toEqual(['token-of-nobody', 'Bearer a-secret']);
  });
});
