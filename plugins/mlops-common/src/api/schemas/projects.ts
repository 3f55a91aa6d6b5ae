import { z } from 'zod';

/** @public */
export const projectSchema = z
  .object({
    name: z.string(),
    title: z.string(),
    description: z.string().nullable(),
    /** `catalog`: comes from Git and is read-only here. `portal`: made here. */
    source: z.enum(['catalog', 'portal']),
    entityRef: z.string(),
  })
  .meta({ id: 'Project' });

/** @public */
export type Project = z.infer<typeof projectSchema>;

/** @public */
export const categorySchema = z
  .object({
    name: z.string(),
    title: z.string(),
    description: z.string().nullable(),
    /** Orders the palette, ascending. */
    index: z.number(),
  })
  .meta({ id: 'Category' });

/** @public */
export type Category = z.infer<typeof categorySchema>;
