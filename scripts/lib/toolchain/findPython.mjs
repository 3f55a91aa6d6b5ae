import { firstLineOf } from '../process/firstLineOf.mjs';
import { whichOnPath } from '../process/whichOnPath.mjs';
import { pins } from './pins.mjs';

/** A launcher such as pyenv's shim costs a quarter of a second at every start of a task, so the real file is asked for. */
const PROBE =
  'import sys, venv, ensurepip; print(*sys.version_info[:2], sys.executable)';
const PROBE_WITHOUT_VENV =
  'import sys; print(*sys.version_info[:2], sys.executable)';

/**
 * The first usable Python on PATH.
 *
 * @returns `{ python }`, or `{ lacks }`: `'python'` if there is none of the right age, `'venv'` if
 * only its venv module is missing
 */
export function findPython(path = process.env.PATH) {
  const candidates = ['python3', 'python'].flatMap(name =>
    whichOnPath(name, path),
  );
  let lacks = 'python';
  for (const candidate of candidates) {
    const found = ask(candidate, PROBE);
    if (found) return { python: found };
    if (ask(candidate, PROBE_WITHOUT_VENV)) lacks = 'venv';
  }
  return { lacks };
}

function ask(candidate, probe) {
  const answer = firstLineOf([candidate, '-c', probe]);
  const [major, minor, ...executable] = answer?.split(' ') ?? [];
  const [wantedMajor, wantedMinor] = pins.python;
  return Number(major) === wantedMajor && Number(minor) >= wantedMinor
    ? executable.join(' ')
    : undefined;
}
