import { readdir, readFile } from 'node:fs/promises';

const MEBIBYTE = 1024 * 1024;
const PAGE_BYTES = 4096;

/** The resident memory of a process and everything that it started, in MB, as Linux counts it. */
export async function treeMegabytes(pid: number): Promise<number> {
  const processes = await Promise.all(
    (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(readStat),
  );
  const found = processes.filter((each) => each !== undefined);
  const tree = new Set([pid]);
  let size = 0;
  while (size !== tree.size) {
    size = tree.size;
    for (const each of found) if (tree.has(each.parent)) tree.add(each.pid);
  }
  const bytes = found
    .filter((each) => tree.has(each.pid))
    .reduce((sum, { residentBytes }) => sum + residentBytes, 0);
  return bytes / MEBIBYTE;
}

/** Fields of /proc/PID/stat (proc(5)): the parent is the 4th, the resident pages are the 24th. */
async function readStat(
  pid: string,
): Promise<{ pid: number; parent: number; residentBytes: number } | undefined> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The name of the program, the 2nd field, may hold spaces and ends with the last parenthesis.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return {
      pid: Number(pid),
      parent: Number(fields[1]),
      residentBytes: Number(fields[21]) * PAGE_BYTES,
    };
  } catch {
    // It has ended since the folder was listed.
    return undefined;
  }
}
