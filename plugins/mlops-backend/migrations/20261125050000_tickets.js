// @ts-check

/** Tickets that open a socket, once. */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('tickets', table => {
    table.string('hash', 64).primary().comment('SHA-256 of the ticket');
    table.string('purpose', 32).notNullable();
    table.text('actor').notNullable().comment('Who asked for it');
    table.text('target').notNullable().comment('JSON');
    table
      .text('origin')
      .nullable()
      .comment('Of the page that asked; null: it was none');
    table.bigInteger('expires_at').notNullable();
    table.index(['expires_at']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('tickets');
};
