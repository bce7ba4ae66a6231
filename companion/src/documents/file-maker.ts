/** The other end of make-file.ts: a process that is told one file, answers with it and ends. */
import { fileOf, type FileOrder } from './make-file.js';

process.once('message', (order: FileOrder) => {
  void fileOf(order).then((file) => process.send!(file, () => process.disconnect()));
});
