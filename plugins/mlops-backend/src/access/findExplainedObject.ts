import { InputError, NotFoundError } from '@backstage/errors';
import type { Knex } from 'knex';
import {
  grantablePermissions,
  type Explanation,
} from '@mlops/plugin-mlops-common';

type ExplainedObject = NonNullable<Explanation['object']>;

type Finder = (
  db: Knex,
  id: string,
) => Promise<Omit<ExplainedObject, 'kind' | 'id'> | undefined>;

const FINDERS: Readonly<Record<ExplainedObject['kind'], Finder>> = {
  project: (db, name) =>
    db('projects')
      .where({ name })
      .first({ title: 'title', project: 'name', createdBy: 'created_by' }),
  pipeline: (db, id) =>
    db('pipelines')
      .where({ id })
      .first({ title: 'title', project: 'project', createdBy: 'created_by' }),
  run: async (db, id) => {
    const run = await db('runs')
      .where({ id })
      .first('pipeline_title', 'number', 'project', 'created_by');
    return (
      run && {
        title: `${run.pipeline_title} #${run.number}`,
        project: run.project,
        createdBy: run.created_by,
      }
    );
  },
};

/**
 * The object that a question is about; `null` where it is about none.
 *
 * @throws InputError where no role can grant the permission, or it is about other kinds of objects
 */
export async function findExplainedObject(
  db: Knex,
  asked: {
    permission: string;
    objectKind?: ExplainedObject['kind'];
    objectId?: string;
  },
): Promise<ExplainedObject | null> {
  const { permission, objectKind: kind, objectId: id } = asked;
  const known = grantablePermissions.find(({ name }) => name === permission);
  if (!known) {
    throw new InputError(
      `There is no permission "${permission}" that a role could grant; what the suite does not know is for administrators only`,
    );
  }
  if (kind === undefined && id === undefined) return null;
  if (kind === undefined || id === undefined) {
    throw new InputError('Give both objectKind and objectId, or neither');
  }
  if (kind !== known.objectKind) {
    throw new InputError(
      known.objectKind === null
        ? `The permission "${permission}" is about no object in particular; ask without objectKind and objectId`
        : `The permission "${permission}" is about a ${known.objectKind}, not about a ${kind}; ask with objectKind=${known.objectKind}`,
    );
  }
  const found = await FINDERS[kind](db, id);
  if (!found) throw new NotFoundError(`There is no ${kind} "${id}"`);
  return { kind, id, ...found };
}
