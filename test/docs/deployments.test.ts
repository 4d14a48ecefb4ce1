import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

import { describe, expect, it } from '@jest/globals';
import { StatefulSet } from 'kubernetes-models/apps/v1';
import { Job } from 'kubernetes-models/batch/v1';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { ConfigMap, Secret, Service } from 'kubernetes-models/v1';
import { parse } from 'yaml';
import { z } from 'zod';

import { ENVIRONMENT_VARIABLES, readConfig } from '../../src/config/config.js';
import { docBlocks } from '../support/doc-commands.js';
import { unreadProperties } from '../support/unread-properties.js';

const KUBERNETES = 'docs/kubernetes';
const MODELS = [ConfigMap, Job, NetworkPolicy, PodDisruptionBudget, Secret, Service, StatefulSet];

/** What an object of Kubernetes has at its top. */
const TOP = new Set(['apiVersion', 'kind', 'metadata', 'spec', 'data', 'stringData', 'type']);

/** What the bot reads, and what only the container's start or another program in it does. */
const KNOWN = new Set([...ENVIRONMENT_VARIABLES, 'HOLD_WHEN_MISCONFIGURED']);

const { shutdownGraceMs } = readConfig({ DISCORD_TOKEN: 'a-token', IMAGE_MODEL: 'offline' });
/** What else a stop needs, beside the pictures under way. */
const MIN_STOP_SECONDS = shutdownGraceMs / 1000 + 10;

const load = async (file: string): Promise<unknown> =>
  parse(await readFile(file, 'utf8'), { merge: true });
const manifest = (name: string) => load(path.join(KUBERNETES, name));

const files = (await readdir(KUBERNETES, { recursive: true })).filter((file) =>
  file.endsWith('.yaml'),
);

describe('the Kubernetes manifests', () => {
  it.each(files)('the manifest %s has what Kubernetes knows, and nothing else', async (file) => {
    const data = z.looseObject({ kind: z.string() }).parse(await manifest(file));
    const Model = MODELS.find(({ name }) => name === data.kind);
    if (Model === undefined) throw new Error(`No test knows the schema of ${data.kind}.`);
    // A model that is made of the data would have read all of it.
    const validate = (read: object) => Model.prototype.validate.call(read);
    validate(data);
    expect(unreadProperties(data, validate)).toEqual([]);
    expect(Object.keys(data).filter((key) => !TOP.has(key))).toEqual([]);
    const misspelt = { ...data, metadata: { name: 'nanobanana', lables: {} } };
    expect(unreadProperties(misspelt, validate)).toEqual(['metadata.lables']);
    expect(() => validate({ ...data, metadata: { name: 1 } })).toThrow('must be string');
  });

  it('a misspelt property deep in a manifest is found', async () => {
    const { spec, pod, container } = await statefulSet();
    const containers = [{ ...container, livenesProbe: {} }];
    const template = { ...spec.template, spec: { ...pod, containers } };
    const kind = { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'nanobanana' } };
    const data = { ...kind, spec: { ...spec, template } };
    expect(unreadProperties(data, (read) => StatefulSet.prototype.validate.call(read))).toEqual([
      'spec.template.spec.containers.0.livenesProbe',
    ]);
  });

  it('the manifests set only variables that the bot reads', async () => {
    const config = z.object({ data: z.record(z.string(), z.string()) });
    const secret = z.object({ stringData: z.record(z.string(), z.literal('')) });
    const names = [
      ...Object.keys(config.parse(await manifest('configmap.yaml')).data),
      ...Object.keys(secret.parse(await manifest('example/secret.yaml')).stringData),
      ...(await statefulSet()).container.env.map(({ name }) => name),
    ];
    expect(names.filter((name) => !KNOWN.has(name))).toEqual([]);
  });

  it('the pods serve all shards, and are told which of them by their names', async () => {
    const { spec, container } = await statefulSet();
    const { data } = z
      .object({
        data: z.object({ SHARD_COUNT: z.coerce.number(), SHARDS_PER_PROCESS: z.coerce.number() }),
      })
      .parse(await manifest('configmap.yaml'));
    expect(spec.replicas * data.SHARDS_PER_PROCESS).toBe(data.SHARD_COUNT);
    expect(container.env).toEqual([
      { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
    ]);
  });

  it('the standbys that the documentation makes of the pods have their numbers, and are no part of them', async () => {
    const blocks = await docBlocks();
    const command = blocks.flatMap(({ lines }) => lines).find((line) => line.includes('standby'));
    const [make = ''] = command?.split('|') ?? [];
    const { stdout } = await promisify(execFile)('sh', ['-c', make]);
    const [pods, standbys] = [await manifest('statefulset.yaml'), parse(stdout)].map((data) =>
      namesIn.parse(data),
    );
    expect(standbys?.metadata.name).toBe('nanobanana-standby');
    const { matchLabels } = standbys?.spec.selector ?? {};
    expect(matchLabels).not.toEqual(pods?.spec.selector.matchLabels);
    expect(standbys?.spec.template.metadata.labels).toEqual(matchLabels);
    const [container] = standbys?.spec.template.spec.containers ?? [];
    expect(container?.envFrom).toEqual(pods?.spec.template.spec.containers[0]?.envFrom);
    expect(standbys?.spec.replicas).toBe(pods?.spec.replicas);
  });

  it('the pods have no rights, and time to stop in peace', async () => {
    const { pod, container } = await statefulSet();
    expect(pod.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(MIN_STOP_SECONDS);
    expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 1000 });
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
  });

  it('the probes ask what the bot serves, at the port that it is told', async () => {
    const { container } = await statefulSet();
    const { data } = z
      .object({ data: z.object({ HTTP_PORT: z.coerce.number(), HTTP_HOST: z.string() }) })
      .parse(await manifest('configmap.yaml'));
    expect(container.ports).toEqual([{ name: 'http', containerPort: data.HTTP_PORT }]);
    expect(data.HTTP_HOST).toBe('0.0.0.0');
    const { livenessProbe, readinessProbe, startupProbe } = container;
    expect([livenessProbe, readinessProbe, startupProbe].map(({ httpGet }) => httpGet)).toEqual([
      { path: '/healthz', port: 'http' },
      { path: '/readyz', port: 'http' },
      { path: '/healthz', port: 'http' },
    ]);
  });
});

/** What tells one StatefulSet's pods from another's, and what both read. */
const labels = z.record(z.string(), z.string());
const namesIn = z.looseObject({
  metadata: z.looseObject({ name: z.string() }),
  spec: z.looseObject({
    replicas: z.number(),
    selector: z.looseObject({ matchLabels: labels }),
    template: z.looseObject({
      metadata: z.looseObject({ labels }),
      spec: z.looseObject({ containers: z.array(z.looseObject({ envFrom: z.unknown() })) }),
    }),
  }),
});

async function statefulSet() {
  const probe = z.looseObject({ httpGet: z.unknown() });
  const container = z.looseObject({
    env: z.array(z.looseObject({ name: z.string() })),
    ports: z.unknown(),
    securityContext: z.unknown(),
    livenessProbe: probe,
    readinessProbe: probe,
    startupProbe: probe,
  });
  const pod = z.looseObject({
    terminationGracePeriodSeconds: z.number(),
    securityContext: z.unknown(),
    containers: z.tuple([container]),
  });
  const { spec } = z
    .looseObject({
      spec: z.looseObject({ replicas: z.number(), template: z.looseObject({ spec: pod }) }),
    })
    .parse(await manifest('statefulset.yaml'));
  return { spec, pod: spec.template.spec, container: spec.template.spec.containers[0] };
}
