import { formatCount } from './numbers';

const KIB = 1024;

/** The size of a file: `12 bytes`, `34.5 KB`, `1.2 MB`, in steps of 1,024 as file managers count. */
export function formatBytes(bytes: number): string {
  if (bytes < KIB) return `${formatCount(bytes)} ${bytes === 1 ? 'byte' : 'bytes'}`;
  const [size, unit] = bytes < KIB * KIB ? [bytes / KIB, 'KB'] : [bytes / KIB / KIB, 'MB'];
  return `${formatCount(Math.round(size * 10) / 10)} ${unit}`;
}
