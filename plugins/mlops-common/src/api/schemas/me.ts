import { z } from 'zod';

/** Who asks, and what they may do here. @public */
export const meSchema = z
  .object({
    userEntityRef: z.string(),
    /** Names of the permissions of this plugin that are granted. */
    permissions: z.array(z.string()),
    /** Where work is executed and what it can do there. */
    engine: z.object({ id: z.string(), images: z.boolean() }),
  })
  .meta({ id: 'Me' });

/** @public */
export type Me = z.infer<typeof meSchema>;
