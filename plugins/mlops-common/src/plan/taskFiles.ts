import type { TemplateFile } from '../definition/jobTemplate';
import { parseRelativePath } from '../language/relativePath';
import { refuseTemplate, type TaskContext } from './TaskContext';

/** Files that travel with the task: below its work folder, each path once, none a folder of another. */
export function taskFiles(context: TaskContext): TemplateFile[] {
  const files = new Map<string, TemplateFile>();
  for (const file of context.spec.files) {
    const path = parseRelativePath(file.path);
    if (!path.ok) {
      refuseTemplate(context, `files: ${path.message}`);
    } else if (files.has(path.value)) {
      refuseTemplate(context, `files: "${path.value}" is there twice`);
    } else {
      const mode = file.mode.padStart(4, '0');
      files.set(path.value, { path: path.value, mode, content: file.content });
    }
  }
  for (const path of files.keys()) {
    for (const folder of foldersOf(path)) {
      if (files.has(folder)) {
        refuseTemplate(
          context,
          `files: "${folder}" cannot be a file and the folder of "${path}"`,
        );
      }
    }
  }
  return [...files.values()];
}

function foldersOf(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
}
