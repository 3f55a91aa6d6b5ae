import { posix } from 'node:path';
import type { ProgramPlan } from '@mlops/plugin-mlops-common';
import type { Container, EnvVar, VolumeMount } from './core';
import type { ManifestOptions } from './ManifestOptions';
import { FOLDERS } from './names';
import { argumentName } from './programInputs';
import { resourcesOf } from './resourcesOf';

/**
 * The container in which a program is executed. Command and environment come from the config map `inputs`, so that no
 * text of a user stands in it which anybody evaluates.
 *
 * @param about - `env`: what the platform says to the program
 */
export function containerOf(
  program: ProgramPlan,
  about: {
    inputs: string;
    env: readonly EnvVar[];
    volumeMounts: VolumeMount[];
    isPrivileged: boolean;
  },
  options: Pick<ManifestOptions, 'gpuResource'>,
): Container {
  const { runtime } = program;
  if (runtime.kind !== 'container') {
    throw new Error('The program was compiled for another engine');
  }
  return {
    image: runtime.image,
    // A machine gives an image that it has to every pod, also one whose pod could not pull it.
    imagePullPolicy: 'Always',
    ...commandOf(program, runtime.usesEntrypoint),
    ...workingDirOf(program),
    env: [...about.env, ...secretsOf(program)],
    envFrom: [{ configMapRef: { name: about.inputs } }],
    resources: resourcesOf(program, options),
    volumeMounts: about.volumeMounts,
    // Kubernetes takes neither of them without the other.
    securityContext: {
      allowPrivilegeEscalation: about.isPrivileged,
      privileged: about.isPrivileged,
    },
  };
}

/** Kubernetes puts variables into commands once and does not look at what it has put in. */
function commandOf(
  { argv }: ProgramPlan,
  usesEntrypoint: boolean,
): Pick<Container, 'command' | 'args'> {
  const parts = argv.map((_, place) => `$(${argumentName(place)})`);
  return usesEntrypoint
    ? { args: parts }
    : { command: parts.slice(0, 1), args: parts.slice(1) };
}

/** The image's own folder, unless something is said or files came along, which are looked for where they are. */
function workingDirOf({
  workingDirectory,
  files,
}: ProgramPlan): Pick<Container, 'workingDir'> {
  if (workingDirectory === null && files.length === 0) return {};
  return { workingDir: posix.resolve(FOLDERS.work, workingDirectory ?? '.') };
}

function secretsOf({ env }: ProgramPlan): EnvVar[] {
  return env.flatMap(entry =>
    'secretRef' in entry
      ? [
          {
            name: entry.name,
            valueFrom: { secretKeyRef: { ...entry.secretRef } },
          },
        ]
      : [],
  );
}
