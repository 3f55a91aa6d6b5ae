import { readdir, readFile, realpath } from 'node:fs/promises';
import { readFileSync, realpathSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import {
  readDocuments,
  type Checked,
  type JobTemplateDocument,
  type PipelineDocument,
  type SourceFile,
} from '@mlops/plugin-mlops-common';
import type { DefinitionFolder } from '../config/readDefinitionFolders';
import { linksIn } from './linksIn';

/** A document with the place where it stands. */
export interface Definition {
  document: JobTemplateDocument | PipelineDocument;
  file: SourceFile;
  /** Where it begins in the file. */
  line: number;
}

export interface Definitions {
  found: Definition[];
  /** What could not be read, one sentence each, beginning with `<file>:<line>`. */
  refused: string[];
}

const YAML = /\.ya?ml$/;

/** Reads the definitions of a folder and of those below it, in the order of their names. */
export async function readDefinitions(
  folder: DefinitionFolder,
  integrations: ScmIntegrationRegistry,
): Promise<Definitions> {
  const root = await realpath(resolve(folder.path));
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const files = entries
    .filter(entry => entry.isFile() && YAML.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name))
    .sort();
  const found: Definition[] = [];
  const refused: string[] = [];
  for (const file of files) {
    const name = relative(dirname(root), file);
    const below = relative(root, file).split(sep).join('/');
    const links = linksIn(folder.url, below, integrations);
    const text = await readFile(file, 'utf8');
    const documents = readDocuments(text, {
      readFile: from => readBeside(root, file, from),
    });
    for (const document of documents) {
      if (document.ok) {
        found.push({
          document: document.value,
          file: { path: name, ...links },
          line: document.line,
        });
        continue;
      }
      for (const { message, path, position } of document.problems) {
        const where = path.length > 0 ? `${path.join('.')}: ` : '';
        refused.push(
          `${name}:${position?.line ?? document.line}: ${where}${message}`,
        );
      }
    }
  }
  return { found, refused };
}

/** A file beside the definition; one outside of the folder of definitions is refused, also by a link. */
function readBeside(root: string, file: string, from: string): Checked<string> {
  const path = resolve(dirname(file), from);
  try {
    const real = realpathSync(path);
    if (!real.startsWith(root + sep)) {
      return refuse(`"${from}" is outside of the folder of definitions`);
    }
    return { ok: true, value: readFileSync(real, 'utf8') };
  } catch (error) {
    return refuse(
      `"${from}" cannot be read: ${
        error instanceof Error ? error.message : error
      }`,
    );
  }
}

function refuse(message: string): Checked<string> {
  return { ok: false, problems: [{ path: [], message }] };
}
