import { ErrorSchemaBuilder, type ErrorSchema } from '@rjsf/utils';
import type { Problem } from '@mlops/plugin-mlops-common';

/** Where the problems of a pipeline that is run say that a parameter is wrong. */
const PARAMETERS = 'parameters';

/** What the backend refused, beside the fields that it is about. */
export function refusedFields(problems: readonly Problem[]): ErrorSchema {
  const builder = new ErrorSchemaBuilder();
  for (const { path, message } of problems) {
    const [first, ...field] = path;
    if (first === PARAMETERS && field.length > 0) {
      builder.addErrors(message, [...field]);
    }
  }
  return builder.ErrorSchema;
}
