import { z } from 'zod';

/** The file in Git that a pipeline or a job template comes from. @public */
export const sourceFileSchema = z
  .object({
    /** From its folder of definitions on, for example `definitions/digits/pipeline.yaml`. */
    path: z.string(),
    /** Page that shows it; `null` where the configuration does not say where the folder is. */
    viewUrl: z.string().nullable(),
    /** Page that changes it; `null` where none is known, or where the folder is that of one commit. */
    editUrl: z.string().nullable(),
  })
  .meta({ id: 'SourceFile' });

/** @public */
export type SourceFile = z.infer<typeof sourceFileSchema>;
