import { z } from 'zod';
import { accessTableSchema } from './access';

/** Who asks, and what they may do here. @public */
export const meSchema = z
  .object({
    userEntityRef: z.string(),
    /** On which objects each permission may be used. What is absent may not be used at all. */
    access: accessTableSchema,
    /** Where work is executed and what it can do there. */
    engine: z.object({
      id: z.string(),
      images: z.boolean(),
      /** There are machines to administer. */
      nodes: z.boolean(),
    }),
  })
  .meta({ id: 'Me' });

/** @public */
export type Me = z.infer<typeof meSchema>;
