import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Resident memory of a process and all that it started, in MiB. */
export function residentMemory(pid) {
  const processes = existsSync('/proc/self/stat') ? fromProc() : fromPs();
  const family = new Set([pid]);
  for (let grown = 0; grown !== family.size;) {
    grown = family.size;
    for (const { id, parent } of processes) if (family.has(parent)) family.add(id);
  }
  const kilobytes = processes.filter(({ id }) => family.has(id)).reduce((sum, { rss }) => sum + rss, 0);
  return kilobytes / 1024;
}

function fromProc() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const status = readFileSync(`/proc/${name}/status`, 'utf8');
        const number = (field) => Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
        return [{ id: Number(name), parent: number('PPid'), rss: number('VmRSS') }];
      } catch {
        // It ended meanwhile.
        return [];
      }
    });
}

function fromPs() {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid=,rss='], { encoding: 'utf8' });
  return (stdout ?? '').split('\n').flatMap((line) => {
    const [id, parent, rss] = line.trim().split(/\s+/).map(Number);
    return id === undefined || parent === undefined || rss === undefined ? [] : [{ id, parent, rss }];
  });
}
