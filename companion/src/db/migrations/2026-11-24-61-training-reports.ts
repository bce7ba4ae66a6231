import type { Knex } from 'knex';
import { isSqlite } from '../connect.js';

/**
 * Why lines of training plans turned out otherwise, and feedback. Who gave feedback and what was answered are tables that nothing joins:
 * no ids in the order of arrival, no times. MariaDB and MySQL keep rows by their primary key; SQLite does so without row ids.
 */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('training_plan_reasons', (table) => {
    table.integer('case_id').unsigned().notNullable().references('id').inTable('cases');
    table.string('line_key', 36).notNullable();
    table.string('reason', 1000).notNullable();
    table.integer('person_id').unsigned().notNullable().references('id').inTable('persons');
    table.bigInteger('written_at').notNullable();
    table.primary(['case_id', 'line_key']);
  });
  await db.schema.createTable('training_feedback_rounds', (table) => {
    table.integer('training_id').unsigned().primary().references('id').inTable('trainings');
    table.bigInteger('closes_at').notNullable();
  });
  const rows = isSqlite(db) ? ' without rowid' : ' character set utf8mb4';
  await db.raw(
    `create table training_feedback_given (
      training_id int ${isSqlite(db) ? '' : 'unsigned'} not null references trainings (id),
      person_id int ${isSqlite(db) ? '' : 'unsigned'} not null references persons (id),
      primary key (training_id, person_id)
    )${rows}`,
  );
  await db.raw(
    `create table training_feedback_answers (
      training_id int ${isSqlite(db) ? '' : 'unsigned'} not null references trainings (id),
      answer_key varchar(36) not null,
      useful int not null,
      clear int not null,
      organised int not null,
      recommend int not null,
      liked varchar(1000) not null,
      improve varchar(1000) not null,
      primary key (training_id, answer_key)
    )${rows}`,
  );
}
