import {
  componentEntityV1alpha1Validator,
  EntityPolicies,
  FieldFormatEntityPolicy,
  SchemaValidEntityPolicy,
  type ComponentEntity,
} from '@backstage/catalog-model';

const form = EntityPolicies.allOf([
  new SchemaValidEntityPolicy(),
  new FieldFormatEntityPolicy(),
]);

/** @returns why the catalog would refuse the component, or `undefined` */
export async function entityProblem(
  entity: ComponentEntity,
): Promise<string | undefined> {
  try {
    await form.enforce(entity);
    await componentEntityV1alpha1Validator.check(entity);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
