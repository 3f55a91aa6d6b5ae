// @ts-check

/** Instants are milliseconds since 1970; JSON is text, since nothing inside of it is searched. */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  const isPostgres = knex.client.config.client === 'pg';
  await knex.schema.createTable('projects', table => {
    table.comment('Project groups; those of the catalog are mirrored');
    table.string('name', 63).primary();
    table.string('title').notNullable();
    table.text('description').nullable();
    table.string('source', 16).notNullable();
    table.string('entity_ref').notNullable();
    table.text('volume_mount').nullable();
    table.string('cluster').nullable();
    table.string('namespace').nullable();
    table.string('org').nullable();
  });
  await knex('projects').insert({
    name: 'public',
    title: 'Public',
    description: 'Everybody who has signed in is a member.',
    source: 'portal',
    entity_ref: 'group:default/public',
  });

  await knex.schema.createTable('users', table => {
    table.comment('People who have signed in');
    table.string('entity_ref').primary();
    table.bigInteger('seen_at').notNullable();
  });

  await knex.schema.createTable('job_templates', table => {
    table.string('id', 26).primary();
    table.string('name', 63).notNullable().unique();
    table.string('title').notNullable();
    table.text('description').nullable();
    table.string('category', 63).nullable();
    table.double('sort_index').notNullable().defaultTo(0);
    table.string('source', 16).notNullable();
    table.boolean('archived').notNullable().defaultTo(false);
  });

  await knex.schema.createTable('job_template_versions', table => {
    table
      .string('template_id', 26)
      .notNullable()
      .references('job_templates.id');
    table.string('version', 63).notNullable();
    table.string('stage', 16).notNullable();
    table.string('digest', 64).notNullable();
    table.text('spec').notNullable();
    table.bigInteger('created_at').notNullable();
    table.boolean('archived').notNullable().defaultTo(false);
    table.primary(['template_id', 'version']);
  });

  await knex.schema.createTable('pipelines', table => {
    table.string('id', 26).primary();
    table.string('name', 63).notNullable().unique();
    table.string('title').notNullable();
    table.text('description').nullable();
    table.string('project', 63).notNullable().index();
    table.string('source', 16).notNullable();
    table.string('created_by').nullable();
    table.bigInteger('created_at').notNullable();
    table.bigInteger('updated_at').notNullable();
    table.integer('revision').notNullable();
    table.integer('last_number').notNullable().defaultTo(0);
    table.integer('task_count').notNullable();
    table.boolean('demo').notNullable().defaultTo(false);
    table.text('img').nullable();
    table.boolean('archived').notNullable().defaultTo(false);
    table.index(['updated_at', 'id']);
  });

  await knex.schema.createTable('pipeline_revisions', table => {
    table.string('pipeline_id', 26).notNullable().references('pipelines.id');
    table.integer('revision').notNullable();
    table.string('digest', 64).notNullable();
    table.text('document').notNullable();
    table.string('created_by').nullable();
    table.bigInteger('created_at').notNullable();
    table.primary(['pipeline_id', 'revision']);
  });

  await knex.schema.createTable('pipeline_templates', table => {
    table.comment('The job templates that the newest revision uses, by name');
    table.string('pipeline_id', 26).notNullable().references('pipelines.id');
    table.string('template', 63).notNullable();
    table.primary(['pipeline_id', 'template']);
    table.index(['template', 'pipeline_id']);
  });

  await knex.schema.createTable('runs', table => {
    table.string('id', 26).primary().comment('Sorts by time of creation');
    table.string('pipeline_id', 26).notNullable().references('pipelines.id');
    // By bytes: in the order of a language, what begins with a text is no range.
    table
      .specificType(
        'pipeline_name',
        isPostgres ? 'varchar(63) collate "C"' : 'varchar(63)',
      )
      .notNullable();
    table.string('pipeline_title').notNullable();
    table.integer('number').notNullable();
    table.integer('revision').notNullable();
    table.string('project', 63).notNullable();
    table.string('status', 16).notNullable();
    table.string('trigger', 16).notNullable();
    table.string('created_by').nullable();
    table.text('reason').nullable();
    table.string('engine', 63).notNullable();
    table.string('engine_uid').nullable();
    table.boolean('admitted').notNullable().defaultTo(false);
    table.boolean('cleared').notNullable().defaultTo(false);
    table.bigInteger('created_at').notNullable();
    table.bigInteger('started_at').nullable();
    table.bigInteger('finished_at').nullable();
    table.integer('tasks_total').notNullable();
    table.integer('tasks_done').notNullable().defaultTo(0);
    // Last: SQLite reads through what is large to whatever comes behind it.
    table.text('parameters').notNullable();
    table.text('plan').notNullable();
    table.unique(['pipeline_id', 'number']);
    // Each filter of the list of runs with the order of the list, so that a page ends after its rows.
    table.index(['status', 'id']);
    table.index(['project', 'id']);
    table.index(['trigger', 'id']);
    table.index(['created_by', 'id']);
    table.index(['pipeline_id', 'id']);
    // A rare state or trigger of a project would be searched among all of its runs.
    table.index(['project', 'status', 'id']);
    table.index(['project', 'trigger', 'id']);
    // The ten successful runs of which a median is made; the failed runs of one pipeline.
    table.index(['pipeline_id', 'status', 'id']);
    // The manual runs that a new one clears, among those of years of schedules.
    table.index(['pipeline_id', 'trigger', 'cleared']);
    // A prefix meets many names, so ids do not come in order: they are sorted without reading a row.
    table.index(['pipeline_name', 'id']);
  });

  await knex.schema.createTable('run_tasks', table => {
    table.string('run_id', 26).notNullable();
    table.string('name', 63).notNullable();
    table.integer('position').notNullable();
    table.string('status', 16).notNullable();
    table.text('reason').nullable();
    table.bigInteger('started_at').nullable();
    table.bigInteger('finished_at').nullable();
    table.primary(['run_id', 'name']);
    table.foreign('run_id').references('runs.id').onDelete('CASCADE');
  });

  await knex.schema.createTable('attempts', table => {
    table.string('run_id', 26).notNullable();
    table.string('task', 63).notNullable();
    table.integer('attempt').notNullable();
    table.string('status', 16).notNullable();
    table.text('reason').nullable();
    table.integer('exit_code').nullable();
    table.bigInteger('started_at').nullable();
    table.bigInteger('finished_at').nullable();
    table.double('peak_cpu_cores').nullable();
    table.double('peak_memory_bytes').nullable();
    table.text('outputs').notNullable();
    table.text('output_values').notNullable();
    table.text('metrics').notNullable();
    table.primary(['run_id', 'task', 'attempt']);
    table.foreign('run_id').references('runs.id').onDelete('CASCADE');
  });

  await knex.schema.createTable('platform_messages', table => {
    table.string('run_id', 26).notNullable();
    table.string('event_id').notNullable();
    table.bigInteger('at').notNullable();
    table.string('task', 63).nullable();
    table.integer('attempt').nullable();
    table.text('text').notNullable();
    table.primary(['run_id', 'event_id']);
    table.index(['run_id', 'at', 'event_id']);
    table.foreign('run_id').references('runs.id').onDelete('CASCADE');
  });

  await knex.schema.createTable('kept_bytes', table => {
    table.comment(
      'What ended runs keep in their engine, and what was given up',
    );
    table.string('run_id', 26).primary();
    table.bigInteger('logs').notNullable();
    table.bigInteger('outputs').notNullable();
    table.bigInteger('logs_removed_at').nullable();
    table.bigInteger('outputs_removed_at').nullable();
    table.text('problem').nullable();
    table.foreign('run_id').references('runs.id').onDelete('CASCADE');
  });

  await knex.schema.createTable('retention_removals', table => {
    table.comment('Outlives what it speaks of, so it refers to nothing');
    table.string('id', 26).primary().comment('Sorts by time');
    table.bigInteger('at').notNullable().index();
    table.string('what', 16).notNullable();
    table.string('subject', 63).notNullable();
    table.string('title').notNullable();
    table.string('project', 63).nullable();
    table.bigInteger('bytes').notNullable();
    table.text('reason').notNullable();
    table.boolean('dry_run').notNullable();
    table.index(['what', 'id']);
  });

  await knex.schema.createTable('outbox', table => {
    table.comment('What still has to be asked of an engine');
    table.increments('id');
    table.string('run_id', 26).notNullable().index();
    table.string('action', 16).notNullable();
    table.string('engine', 63).notNullable();
    table.string('engine_uid').nullable();
    table.integer('tries').notNullable().defaultTo(0);
    table.bigInteger('next_at').notNullable();
    table.index(['next_at', 'id']);
  });

  await knex.schema.createTable('leases', table => {
    table.string('name', 63).primary();
    table.string('holder').notNullable();
    table.integer('epoch').notNullable();
    table.bigInteger('expires_at').notNullable();
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'leases',
    'outbox',
    'retention_removals',
    'kept_bytes',
    'platform_messages',
    'attempts',
    'run_tasks',
    'runs',
    'pipeline_templates',
    'pipeline_revisions',
    'pipelines',
    'job_template_versions',
    'job_templates',
    'users',
    'projects',
  ]) {
    await knex.schema.dropTable(table);
  }
};
