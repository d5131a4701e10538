/**
 * A zip archive with files as they are, enough to pass for a wheel.
 * @param {Record<string, string>} files
 * @returns {Buffer}
 */
export function zipOf(files) {
  const locals = [];
  const directory = [];
  let offset = 0;
  for (const [name, text] of Object.entries(files)) {
    const content = Buffer.from(text);
    const local = Buffer.concat([header(0x04034b50, 30, name, content), Buffer.from(name), content]);
    const entry = Buffer.concat([header(0x02014b50, 46, name, content), Buffer.from(name)]);
    entry.writeUInt32LE(offset, 42);
    locals.push(local);
    directory.push(entry);
    offset += local.length;
  }
  const entries = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, entries, end]);
}

/**
 * @param {number} signature
 * @param {30 | 46} length of a local header or of a directory entry, which has two bytes more before the sizes
 * @param {string} name
 * @param {Buffer} content
 */
function header(signature, length, name, content) {
  const bytes = Buffer.alloc(length);
  const shift = length === 46 ? 2 : 0;
  bytes.writeUInt32LE(signature, 0);
  bytes.writeUInt32LE(content.length, 18 + shift);
  bytes.writeUInt32LE(content.length, 22 + shift);
  bytes.writeUInt16LE(Buffer.byteLength(name), 26 + shift);
  return bytes;
}
