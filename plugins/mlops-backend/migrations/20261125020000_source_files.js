// @ts-check

/** The files that pipelines and job templates come from, with the pages that show and change them. */

const TABLES = ['pipelines', 'job_templates'];

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  for (const name of TABLES) {
    await knex.schema.alterTable(name, table => {
      table.text('source_file').nullable();
    });
  }
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const name of TABLES) {
    // On SQLite, knex would make the table anew, and with it lose what refers to it.
    await knex.raw('alter table ?? drop column ??', [name, 'source_file']);
  }
};
