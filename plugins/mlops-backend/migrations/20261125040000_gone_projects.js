// @ts-check

/** Project groups of which the catalog says nothing any more, kept for the work that they own. */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('projects', table => {
    table.bigInteger('gone_at').nullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('projects', table => {
    table.dropColumn('gone_at');
  });
};
