import { readFile } from 'node:fs/promises';

import { beforeAll, expect, it } from '@jest/globals';
import { Registry, type RegistryContentType } from 'prom-client';
import { parse } from 'yaml';
import { z } from 'zod';

import { createContainer } from '../../src/container.js';
import { StateGauges } from '../../src/monitoring/state-gauges.js';
import { RecordingLogger } from '../support/recording-logger.js';
import { sourceText } from '../support/source-text.js';
import { testConfig } from '../support/test-container.js';

const DASHBOARD = 'docs/monitoring/grafana-dashboard.json';
const ALERTS = 'docs/monitoring/alerts.yaml';

const dashboardSchema = z.object({
  title: z.string(),
  panels: z.array(
    z.object({
      id: z.number(),
      title: z.string(),
      description: z.string().min(1),
      gridPos: z.object({ x: z.number(), y: z.number(), w: z.number(), h: z.number() }),
      targets: z.array(z.object({ expr: z.string(), refId: z.string() })).min(1),
    }),
  ),
});
const alertsSchema = z.strictObject({
  groups: z.array(
    z.strictObject({
      name: z.string(),
      rules: z.array(
        z.strictObject({
          alert: z.string().regex(/^NanoBanana[A-Z]\w+$/),
          expr: z.string(),
          for: z
            .string()
            .regex(/^\d+[mh]$/)
            .optional(),
          labels: z.strictObject({ severity: z.enum(['warning', 'critical']) }),
          annotations: z.strictObject({ summary: z.string(), remedy: z.string() }),
        }),
      ),
    }),
  ),
});

/** What Prometheus itself adds to every series. */
const ADDED = ['job', 'instance', 'le'];
const SELECTOR = /\b((?:nanobanana|nodejs|process)_[a-z0-9_]+)(?:\{([^}]*)\})?/g;

/** All that the product's bot exports, before anything has happened. */
async function registryAtStart(): Promise<Registry<RegistryContentType>> {
  const config = await testConfig({ HTTP_PORT: '9090' });
  const container = createContainer(config, new RecordingLogger());
  container.resolve(StateGauges).register();
  return container.resolve(Registry);
}

/** The labels of every series that it exports, by its name in a query. */
function labelsByName(all: Registry<RegistryContentType>): Map<string, readonly string[]> {
  const names = new Map<string, readonly string[]>();
  for (const { name, type } of all.getMetricsAsArray()) {
    const labels = labelNamesOf(all.getSingleMetric(name));
    const isHistogram = String(type) === 'histogram';
    for (const suffix of isHistogram ? ['_bucket', '_sum', '_count'] : ['']) {
      names.set(name + suffix, labels);
    }
  }
  return names;
}

function labelNamesOf(metric: object | undefined): readonly string[] {
  return z.object({ labelNames: z.array(z.string()) }).parse(metric).labelNames;
}

let registry: Registry<RegistryContentType>;
let series: Map<string, readonly string[]>;
beforeAll(async () => {
  registry = await registryAtStart();
  series = labelsByName(registry);
});

/** Everything that a query names has to be there. */
function expectKnown(expr: string): void {
  const selectors = [...expr.matchAll(SELECTOR)];
  expect(selectors.length).toBeGreaterThan(0);
  for (const [, name = '', matchers = ''] of selectors) {
    expect([...series.keys()]).toContain(name);
    const labels = [...matchers.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g)].map(([, label]) => label);
    for (const label of labels) expect([...ADDED, ...(series.get(name) ?? [])]).toContain(label);
  }
  const known = new Set([...ADDED, ...[...series.values()].flat()]);
  for (const [, list = ''] of expr.matchAll(/\bby \(([^)]*)\)/g)) {
    for (const label of list.split(',')) expect([...known]).toContain(label.trim());
  }
  expect(expr.split('(').length).toBe(expr.split(')').length);
}

it('the dashboard asks only for metrics and labels that the bot has', async () => {
  const { panels } = dashboardSchema.parse(JSON.parse(await readFile(DASHBOARD, 'utf8')));
  for (const { targets } of panels) for (const { expr } of targets) expectKnown(expr);
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  for (const { gridPos } of panels) expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
});

it('the dashboard shows every metric of the bot’s own', async () => {
  const text = await readFile(DASHBOARD, 'utf8');
  const own = [...series.keys()].filter((name) => name.startsWith('nanobanana_'));
  const families = new Set(own.map((name) => name.replace(/_(?:bucket|sum|count)$/, '')));
  const hidden = [...families].filter((name) => !text.includes(name));
  expect(hidden).toEqual([]);
});

it('the alert rules ask only for metrics and labels that the bot has', async () => {
  const { groups } = alertsSchema.parse(parse(await readFile(ALERTS, 'utf8')));
  const rules = groups.flatMap((group) => group.rules);
  expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
  for (const { expr } of rules) if (!expr.startsWith('up{')) expectKnown(expr);
});

it('what alert rules count is there with 0 from the start, so that they see the first event', async () => {
  const { groups } = alertsSchema.parse(parse(await readFile(ALERTS, 'utf8')));
  const exprs = groups.flatMap(({ rules }) => rules.map(({ expr }) => expr));
  const counted = exprs.flatMap((expr) => [
    ...expr.matchAll(/\bincrease\((\w+)(?:\{(\w+)=~?"([^"]*)"\})?\[/g),
  ]);
  expect(counted).toHaveLength(exprs.join().split('increase(').length - 1);
  expect(counted.length).toBeGreaterThan(3);
  for (const [, name = '', label = '', pattern = ''] of counted) {
    const values = await zeroesOf(name);
    // In a string of PromQL, two backslashes stand for one.
    for (const code of pattern.replaceAll('\\\\', '\\').split('|')) {
      const matching = values.filter((each) => new RegExp(`^(?:${code})$`).test(each[label] ?? ''));
      expect([name, code, matching.length > 0]).toEqual([name, code, true]);
    }
  }
});

/** The labels of each series of a counter that is there, and is 0. */
async function zeroesOf(name: string): Promise<Record<string, string>[]> {
  const found = await registry.getSingleMetric(name)?.get();
  const zeroes = found?.values.filter(({ value }) => value === 0) ?? [];
  return zeroes.map(({ labels }) =>
    Object.fromEntries(Object.entries(labels).map(([key, value]) => [key, String(value)])),
  );
}

it('the alert rules name only codes and log lines that the bot has', async () => {
  const text = await readFile(ALERTS, 'utf8');
  const sources = await sourceText();
  const codes = [...text.matchAll(/(?:model|state)\\\\\.[a-z_]+/g)].map(([code]) =>
    code.replace('\\\\', ''),
  );
  const logged = [...text.matchAll(/\("([^"]+)"\)/g)].map(([, line]) => line);
  expect(codes.length).toBeGreaterThan(2);
  expect(logged.length).toBeGreaterThan(1);
  for (const said of [...codes, ...logged]) expect(sources).toContain(said);
});
