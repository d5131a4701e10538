import { hashId } from '@aftercare/kernel';
import type { Loaded, UnitOfWork } from '@aftercare/messaging';
import type { Cell } from '../domain/first-report.js';
import { addTo, cellName, type CellKey, type Increments } from '../domain/increments.js';
import { CounterCells } from './ports.js';

/** Id of a cell's document. */
export const cellId = (clinicId: string, cell: CellKey): string => hashId('cell', clinicId, cellName(cell));

/** Adds increments to the cells of one clinic as they were read; each cell is written once. */
export const writeIncrements = (
  cells: CounterCells,
  add: { readonly clinicId: string; readonly increments: Increments; readonly read: ReadonlyMap<string, Loaded<Cell>> },
  writes: UnitOfWork,
): void => {
  for (const { cell, counts } of add.increments.values()) {
    const before = add.read.get(cellId(add.clinicId, cell));
    const after: Cell = { cell, counts: addTo(before?.state.counts ?? {}, counts) };
    cells.save({ clinicId: add.clinicId, cell }, after, { expected: before?.version, writes });
  }
};
