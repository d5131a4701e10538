import { ImportFileBrokenError } from '../../domain/entry.js';

/** One logical line of a calendar file, unfolded, with the number of its first physical line. */
export interface ContentLine {
  readonly line: number;
  readonly text: string;
}

/** A component with its own lines; nested ones apart. */
export interface Block {
  readonly name: string;
  readonly line: number;
  readonly lines: readonly ContentLine[];
  readonly blocks: readonly Block[];
}

/** Joins folded lines: a line that begins with a space or tab continues the one before (RFC 5545 3.1). Blank lines are skipped. */
export const unfold = (content: string): readonly ContentLine[] => {
  const lines: { line: number; text: string }[] = [];
  content
    .replace(/^\uFEFF/u, '')
    .split(/\r\n|\n|\r/)
    .forEach((text, index) => {
      const last = lines.at(-1);
      if (/^[ \t]/.test(text) && last !== undefined) last.text += text.slice(1);
      else if (text.trim() !== '') lines.push({ line: index + 1, text });
    });
  return lines;
};

interface Growing {
  readonly name: string;
  readonly line: number;
  readonly lines: ContentLine[];
  readonly blocks: Block[];
}

const LINE = /^([A-Za-z0-9-]+)(?:;[^:]*|;(?:[^":]*"[^"]*")*[^:]*)?:(.*)$/s;

const begin = (stack: Growing[], name: string, line: number): void => {
  if (stack.length === 0 && name !== 'VCALENDAR')
    throw new ImportFileBrokenError(line, `expected BEGIN:VCALENDAR, found BEGIN:${name}`);
  stack.push({ name, line, lines: [], blocks: [] });
};

const end = (stack: Growing[], name: string, line: number): Growing => {
  const open = stack.pop();
  if (open === undefined) throw new ImportFileBrokenError(line, `END:${name} without its BEGIN`);
  if (open.name !== name) throw new ImportFileBrokenError(line, `expected END:${open.name}, found END:${name}`);
  return open;
};

interface Reading {
  readonly stack: Growing[];
  readonly calendars: Block[];
}

const take = ({ stack, calendars }: Reading, current: ContentLine): void => {
  const [, property, value = ''] = LINE.exec(current.text) ?? [];
  if (property === undefined) throw new ImportFileBrokenError(current.line, 'this is no line of a calendar');
  const keyword = property.toUpperCase();
  const name = value.trim().toUpperCase();
  const open = stack.at(-1);
  if (keyword === 'BEGIN') begin(stack, name, current.line);
  else if (keyword === 'END') (stack.at(-2)?.blocks ?? calendars).push(end(stack, name, current.line));
  else if (open === undefined) throw new ImportFileBrokenError(current.line, 'expected BEGIN:VCALENDAR');
  else open.lines.push(current);
};

/** The calendars of a file. Throws with the line where the file stops being a calendar. */
export const readBlocks = (content: string): readonly Block[] => {
  const reading: Reading = { stack: [], calendars: [] };
  for (const current of unfold(content)) take(reading, current);
  const open = reading.stack.at(-1);
  if (open !== undefined) throw new ImportFileBrokenError(open.line, `BEGIN:${open.name} has no END`);
  if (reading.calendars.length === 0) throw new ImportFileBrokenError(1, 'there is no calendar in this file');
  return reading.calendars;
};
