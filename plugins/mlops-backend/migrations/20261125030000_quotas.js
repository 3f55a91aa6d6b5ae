// @ts-check

/** What the runs of a project group may use together, and what each run can hold. */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('projects', table => {
    table.text('quota').nullable().comment('JSON; null is the configured one');
  });
  await knex.schema.alterTable('runs', table => {
    table
      .text('demand')
      .nullable()
      .comment('JSON; what it can hold, for every number of tasks at once');
    table
      .integer('at_once')
      .nullable()
      .comment('Tasks at once that the quota had room for');
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('runs', table => {
    table.dropColumns('demand', 'at_once');
  });
  await knex.schema.alterTable('projects', table => {
    table.dropColumn('quota');
  });
};
