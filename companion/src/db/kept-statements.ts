/**
 * SQLite compiles each statement before it runs it, and knex has it compiled anew each time. Here what was compiled stays with the connection: the
 * service asks the same questions over and over.
 */
interface Connection {
  prepare(sql: string): unknown;
}

/** Lists with many ids make many different texts; then the oldest go. */
const keptAtMost = 500;
/** What changes the shape of the database: results of statements compiled before would have the columns of before. */
const changesShape = /^\s*(create|alter|drop|pragma|vacuum|attach|detach)\b/i;

export function keepStatements(connection: Connection): void {
  const prepare = connection.prepare.bind(connection);
  const kept = new Map<string, unknown>();
  connection.prepare = (sql) => {
    if (changesShape.test(sql)) {
      kept.clear();
      return prepare(sql);
    }
    const known = kept.get(sql);
    if (known !== undefined) return known;
    const made = prepare(sql);
    if (kept.size >= keptAtMost) kept.delete(kept.keys().next().value!);
    kept.set(sql, made);
    return made;
  };
}
