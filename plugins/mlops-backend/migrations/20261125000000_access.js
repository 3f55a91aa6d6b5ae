// @ts-check

/** Who may do what: roles with grants and members, members of project groups, and what was changed by whom. */

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('users', table => {
    table.bigInteger('first_seen_at').notNullable().defaultTo(0);
  });
  await knex('users').update({ first_seen_at: knex.ref('seen_at') });

  await knex.schema.createTable('roles', table => {
    table.string('name').primary();
    table.string('title').notNullable();
    table.text('description').nullable();
    table.string('kind', 16).notNullable();
    table.integer('version').notNullable().defaultTo(0);
    table.bigInteger('updated_at').nullable();
    table.index(['kind', 'name']);
  });

  await knex.schema.createTable('role_grants', table => {
    table
      .string('role')
      .notNullable()
      .references('roles.name')
      .onDelete('CASCADE');
    table.string('permission', 100).notNullable();
    table.string('scope', 16).notNullable();
    table.primary(['role', 'permission']);
  });

  await knex.schema.createTable('seeded_grants', table => {
    table.comment(
      'Default grants that were given once, so that what an administrator takes away does not come back',
    );
    table.string('role').notNullable();
    table.string('permission', 100).notNullable();
    table.primary(['role', 'permission']);
  });

  await knex.schema.createTable('role_members', table => {
    table
      .string('role')
      .notNullable()
      .references('roles.name')
      .onDelete('CASCADE');
    table.string('member').notNullable();
    table.string('source', 16).notNullable();
    table.string('added_by').nullable();
    table.bigInteger('added_at').nullable();
    table.primary(['role', 'member']);
    table.index(['member']);
  });

  await knex.schema.alterTable('projects', table => {
    table.string('created_by').nullable();
    table.bigInteger('created_at').nullable();
    table.text('source_url').nullable();
    table.text('expand').notNullable().defaultTo('{}');
  });
  for (const project of await knex('projects')) {
    const { name, volume_mount, cluster, namespace, org } = project;
    const settings = Object.entries({ volume_mount, cluster, namespace, org });
    const expand = Object.fromEntries(
      settings.filter(([, value]) => value !== null),
    );
    await knex('projects')
      .where({ name })
      .update({ expand: JSON.stringify(expand) });
  }
  await knex.schema.alterTable('projects', table => {
    table.dropColumns('volume_mount', 'cluster', 'namespace', 'org');
  });

  await knex.schema.createTable('project_members', table => {
    table.comment('Those of the catalog are mirrored');
    table
      .string('project', 63)
      .notNullable()
      .references('projects.name')
      .onDelete('CASCADE');
    table.string('member').notNullable();
    table.string('source', 16).notNullable();
    table.string('role', 16).notNullable();
    table.string('added_by').nullable();
    table.bigInteger('added_at').nullable();
    table.primary(['project', 'member', 'source']);
    table.index(['member']);
  });

  await knex.schema.createTable('project_requests', table => {
    table
      .string('project', 63)
      .notNullable()
      .references('projects.name')
      .onDelete('CASCADE');
    table.string('member').notNullable();
    table.text('message').nullable();
    table.bigInteger('asked_at').notNullable();
    table.primary(['project', 'member']);
  });

  await knex.schema.createTable('audit_records', table => {
    table.comment('Outlives what it speaks of, so it refers to nothing');
    table.string('id', 26).primary().comment('Sorts by time');
    table.bigInteger('at').notNullable();
    table.string('actor').notNullable();
    table.string('action', 63).notNullable();
    table.string('subject_kind', 16).notNullable();
    table.string('subject').notNullable();
    table.text('before').nullable();
    table.text('after').nullable();
    table.index(['subject_kind', 'subject', 'id']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of [
    'audit_records',
    'project_requests',
    'project_members',
    'role_members',
    'seeded_grants',
    'role_grants',
    'roles',
  ]) {
    await knex.schema.dropTable(table);
  }
  await knex.schema.alterTable('projects', table => {
    table.text('volume_mount').nullable();
    table.string('cluster').nullable();
    table.string('namespace').nullable();
    table.string('org').nullable();
  });
  for (const { name, expand } of await knex('projects')) {
    const {
      volume_mount = null,
      cluster = null,
      namespace = null,
      org = null,
    } = JSON.parse(expand);
    await knex('projects')
      .where({ name })
      .update({ volume_mount, cluster, namespace, org });
  }
  await knex.schema.alterTable('projects', table => {
    table.dropColumns('created_by', 'created_at', 'source_url', 'expand');
  });
  await knex.schema.alterTable('users', table => {
    table.dropColumn('first_seen_at');
  });
};
