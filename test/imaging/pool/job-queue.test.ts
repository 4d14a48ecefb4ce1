import { describe, expect, it } from '@jest/globals';

import { JobQueue, type QueuedJob } from '../../../src/imaging/pool/job-queue.js';

interface NamedJob extends QueuedJob {
  readonly name: string;
}

const MIB = 1024 * 1024;

function job(name: string, details: Partial<QueuedJob> = {}): NamedJob {
  return { name, urgency: 'next', personId: name, weightBytes: MIB, ...details };
}

function queueOf(...jobs: readonly NamedJob[]): JobQueue<NamedJob> {
  const queue = new JobQueue<NamedJob>();
  for (const each of jobs) queue.add(each);
  return queue;
}

/** Takes all that may run beside each other. */
function taken(queue: JobQueue<NamedJob>): NamedJob[] {
  const jobs: NamedJob[] = [];
  for (let next = queue.take(); next; next = queue.take()) jobs.push(next);
  return jobs;
}

/** The order in which jobs run if there is one at a time. */
function oneByOne(queue: JobQueue<NamedJob>): string[] {
  const names: string[] = [];
  for (let next = queue.take(); next; next = queue.take()) {
    names.push(next.name);
    queue.done(next);
  }
  return names;
}

const names = (jobs: readonly NamedJob[]) => jobs.map(({ name }) => name);

describe('the queue of imaging', () => {
  it('the queue of imaging runs three jobs at a time, and the next when one is done', () => {
    const queue = queueOf(job('a'), job('b'), job('c'), job('d'));
    const running = taken(queue);
    expect(names(running)).toEqual(['a', 'b', 'c']);
    queue.done(running[1]!);
    expect(names(taken(queue))).toEqual(['d']);
  });

  it('the queue of imaging leaves one place to others, however many pictures one person sends', () => {
    const ten = Array.from({ length: 10 }, (_, n) => job(`ann-${n}`, { personId: 'ann' }));
    const queue = queueOf(...ten);
    expect(names(taken(queue))).toEqual(['ann-0', 'ann-1']);
    queue.add(job('ben'));
    expect(names(taken(queue))).toEqual(['ben']);
  });

  it('the queue of imaging takes turns between people', () => {
    const ofAnn = [1, 2, 3].map((n) => job(`ann-${n}`, { personId: 'ann' }));
    const queue = queueOf(...ofAnn, job('ben'), job('cy'));
    expect(oneByOne(queue)).toEqual(['ann-1', 'ben', 'cy', 'ann-2', 'ann-3']);
  });

  it('the queue of imaging takes finished pictures before uploads, and compaction last', () => {
    const queue = queueOf(
      job('compaction', { urgency: 'last' }),
      job('upload'),
      job('finished', { urgency: 'first' }),
    );
    expect(oneByOne(queue)).toEqual(['finished', 'upload', 'compaction']);
  });

  it('the queue of imaging lets large pictures wait for each other, and light ones pass', () => {
    const large = { weightBytes: 144 * MIB };
    const queue = queueOf(job('large', large), job('other large', large), job('light'));
    const running = taken(queue);
    expect(names(running)).toEqual(['large', 'light']);
    queue.done(running[0]!);
    expect(names(taken(queue))).toEqual(['other large']);
  });

  it('the queue of imaging runs pictures together that fit the budget together', () => {
    const queue = queueOf(
      job('a', { weightBytes: 100 * MIB }),
      job('b', { weightBytes: 156 * MIB }),
    );
    expect(names(taken(queue))).toEqual(['a', 'b']);
  });

  it('the queue of imaging runs a picture that is over the budget when no other is large', () => {
    const queue = queueOf(job('huge', { weightBytes: 400 * MIB }), job('light'));
    expect(names(taken(queue))).toEqual(['huge', 'light']);
  });

  it('the queue of imaging lets no large picture be passed by less large ones for ever', () => {
    const queue = queueOf(
      job('first', { weightBytes: 100 * MIB }),
      job('huge', { weightBytes: 400 * MIB }),
      job('less large', { weightBytes: 100 * MIB }),
    );
    const running = taken(queue);
    expect(names(running)).toEqual(['first']);
    queue.done(running[0]!);
    expect(names(taken(queue))).toEqual(['huge']);
  });

  it('the queue of imaging never takes a job that was removed', () => {
    const [gone, other] = [job('gone'), job('other')];
    const queue = queueOf(gone, other);
    expect(queue.remove(gone)).toBe(true);
    expect(names(taken(queue))).toEqual(['other']);
    expect(queue.remove(other)).toBe(false);
  });
});
