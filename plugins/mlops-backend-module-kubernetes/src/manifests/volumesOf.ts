import type { Mount, ProgramPlan } from '@mlops/plugin-mlops-common';
import type { Volume, VolumeMount } from './core';
import { FOLDERS } from './names';
import { fileKey } from './programInputs';

type VolumeSource = Omit<Volume, 'name'>;

/**
 * What a program sees besides its image: empty folders, one of them to work in with the files that travel with it, and
 * its mounts. A volume that is mounted at several paths is one.
 *
 * @param filesName - of the config map with its files
 */
export function volumesOf(
  { files, mounts }: Pick<ProgramPlan, 'files' | 'mounts'>,
  folders: readonly string[],
  filesName: string,
): { volumes: Volume[]; volumeMounts: VolumeMount[] } {
  const volumes: Volume[] = [];
  const shared = new Map<string, Volume>();
  const volumeMounts: VolumeMount[] = [];
  const add = (source: VolumeSource, mount: Omit<VolumeMount, 'name'>) => {
    const key = JSON.stringify(source);
    let volume = shared.get(key);
    if (!volume) {
      volume = { name: `volume-${volumes.length}`, ...source };
      volumes.push(volume);
      // Empty folders are each their own, however alike they are.
      if (!source.emptyDir) shared.set(key, volume);
    }
    volumeMounts.push({ name: volume.name, ...mount });
  };
  folders.forEach(mountPath => add({ emptyDir: {} }, { mountPath }));
  files.forEach(({ path, mode }, place) => {
    const key = fileKey(place);
    add(
      {
        configMap: {
          name: filesName,
          items: [{ key, path: key, mode: parseInt(mode, 8) }],
        },
      },
      {
        mountPath: `${FOLDERS.work}/${path}`,
        subPath: key,
        readOnly: true,
      },
    );
  });
  for (const mount of mounts) {
    add(sourceOf(mount), {
      mountPath: mount.path,
      ...(mount.kind === 'pvc' &&
        mount.subPath !== null && { subPath: mount.subPath }),
      ...((mount.kind === 'configmap' || mount.kind === 'secret') && {
        readOnly: true,
      }),
    });
  }
  return { volumes, volumeMounts };
}

function sourceOf(mount: Mount): VolumeSource {
  switch (mount.kind) {
    case 'pvc':
      return { persistentVolumeClaim: { claimName: mount.claim } };
    case 'hostpath':
      return { hostPath: { path: mount.hostPath } };
    case 'memory':
      return {
        emptyDir: { medium: 'Memory', sizeLimit: String(mount.sizeBytes) },
      };
    case 'configmap':
      return { configMap: { name: mount.name } };
    case 'secret':
      return { secret: { secretName: mount.name } };
    default:
      throw new Error(`unknown mount ${mount satisfies never}`);
  }
}
