import { readFile } from 'node:fs/promises';

/** The processes that a process has started and that have not ended. */
export async function childrenOf(pid: number): Promise<number[]> {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return children.split(' ').filter(Boolean).map(Number);
}

/** Whether a process is there and has not ended, even if nobody has asked yet how. */
export async function isAlive(pid: number): Promise<boolean> {
  try {
    return !/^State:\s+[ZX]/m.test(await readFile(`/proc/${pid}/status`, 'utf8'));
  } catch {
    // There is no such process any more.
    return false;
  }
}
