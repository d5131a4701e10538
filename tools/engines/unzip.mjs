import { chmod, mkdir, open, writeFile } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';

const inflate = promisify(inflateRaw);
const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;

/** @typedef {{ name: string, method: number, packed: number, size: number, offset: number, mode: number }} ZipEntry */

/**
 * Writes the chosen files of a zip archive (a wheel is one). Wheels are far below the limits of the plain zip format.
 * @param {string} archive
 * @param {(name: string) => string | undefined} choose the file to write, relative to `target`; undefined leaves it out
 * @param {string} target
 * @returns {Promise<number>} how many files were written
 */
export async function unzip(archive, choose, target) {
  const file = await open(archive, 'r');
  try {
    let written = 0;
    for (const entry of await readEntries(file)) {
      const name = entry.name.endsWith('/') ? undefined : choose(entry.name);
      if (name === undefined) continue;
      await writeEntry(file, entry, inside(target, name));
      written += 1;
    }
    return written;
  } finally {
    await file.close();
  }
}

/**
 * @param {string} target
 * @param {string} name
 */
function inside(target, name) {
  const path = join(target, normalize(name));
  if (!path.startsWith(target)) throw new Error(`archive member ${name} points outside its folder`);
  return path;
}

/** @param {import('node:fs/promises').FileHandle} file @returns {Promise<ZipEntry[]>} */
async function readEntries(file) {
  const { size } = await file.stat();
  const tail = await readAt(file, Math.max(0, size - 66_000), Math.min(size, 66_000));
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || tail.readUInt32LE(end) !== END_SIGNATURE) throw new Error('not a zip archive');
  const directory = await readAt(file, tail.readUInt32LE(end + 16), tail.readUInt32LE(end + 12));
  const entries = [];
  for (let at = 0; at + 46 <= directory.length && directory.readUInt32LE(at) === ENTRY_SIGNATURE;) {
    const nameLength = directory.readUInt16LE(at + 28);
    entries.push({
      name: directory.toString('utf8', at + 46, at + 46 + nameLength),
      method: directory.readUInt16LE(at + 10),
      packed: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      mode: (directory.readUInt32LE(at + 38) >>> 16) & 0o777,
      offset: directory.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

/**
 * @param {import('node:fs/promises').FileHandle} file
 * @param {ZipEntry} entry
 * @param {string} path
 */
async function writeEntry(file, entry, path) {
  const header = await readAt(file, entry.offset, 30);
  const dataAt = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const packed = await readAt(file, dataAt, entry.packed);
  const content = entry.method === 0 ? packed : await inflate(packed);
  if (content.length !== entry.size) throw new Error(`archive member ${entry.name} is damaged`);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  if (entry.mode !== 0) await chmod(path, entry.mode);
}

/**
 * @param {import('node:fs/promises').FileHandle} file
 * @param {number} position
 * @param {number} length
 */
async function readAt(file, position, length) {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  if (bytesRead !== length) throw new Error('archive ends too early');
  return buffer;
}
