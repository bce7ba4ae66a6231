/**
 * Loaded before a companion (`node --import`): its clock is ahead of the machine's by as many milliseconds as the file E2E_CLOCK says, so that
 * a test decides what day it is. Looked at again and again, because the day changes while the process runs.
 */
import { readFileSync } from 'node:fs';

const MachineDate = Date;
const lookEveryMs = 50;
let ahead = 0;
let lookedAt = 0;

function now() {
  const machine = MachineDate.now();
  if (machine - lookedAt >= lookEveryMs) {
    ahead = Number(readFileSync(process.env['E2E_CLOCK'], 'utf8'));
    lookedAt = machine;
  }
  return machine + ahead;
}

globalThis.Date = class extends MachineDate {
  constructor(...given) {
    super(...(given.length === 0 ? [now()] : given));
  }
  static now() {
    return now();
  }
};
