// @ts-check

/**
 * What a page of the list of runs can be asked for and does not change during a run: with these at the end of an
 * index, another filter, or who may see what, is decided without a look at the row. A state changes, so it stands in
 * front only: an index that ends with it would be written once more with each step of a run.
 */
const DECIDES = ['pipeline_name', 'project', 'created_by', 'created_at'];

/**
 * The indexes of the list of runs by their names: what is looked for, in the order of the list, and what decides.
 *
 * Of two that serve a query equally well SQLite takes the one made last. For several projects that has to be
 * (project, id), of which it reads no more than a page; hence the indexes of two filters come first.
 */
const WIDE = {
  runs_by_project_status: ['project', 'status', 'id', ...without('project')],
  runs_by_project_trigger: ['project', 'trigger', 'id', ...without('project')],
  runs_by_pipeline_status: ['pipeline_id', 'status', 'id', ...DECIDES],
  runs_by_status: ['status', 'id', 'trigger', ...DECIDES],
  runs_by_trigger: ['trigger', 'id', ...DECIDES],
  runs_by_creator: ['created_by', 'id', ...without('created_by')],
  runs_by_pipeline: ['pipeline_id', 'id', ...DECIDES],
  runs_by_project: ['project', 'id', ...without('project')],
  runs_by_name: ['pipeline_name', 'id', ...without('pipeline_name')],
};

const NARROW = [
  ['status', 'id'],
  ['project', 'id'],
  ['trigger', 'id'],
  ['created_by', 'id'],
  ['pipeline_id', 'id'],
  ['project', 'status', 'id'],
  ['project', 'trigger', 'id'],
  ['pipeline_id', 'status', 'id'],
  ['pipeline_name', 'id'],
];

/** @param {string} column */
function without(column) {
  return DECIDES.filter(one => one !== column);
}

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('runs', table => {
    for (const columns of NARROW) table.dropIndex(columns);
    for (const [name, columns] of Object.entries(WIDE)) {
      table.index(columns, name);
    }
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('runs', table => {
    for (const [name, columns] of Object.entries(WIDE)) {
      table.dropIndex(columns, name);
    }
    for (const columns of NARROW) table.index(columns);
  });
};
