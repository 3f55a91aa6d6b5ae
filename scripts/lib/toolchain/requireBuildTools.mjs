import { whichOnPath } from '../process/whichOnPath.mjs';
import { Refusal } from '../Refusal.mjs';
import { findPython } from './findPython.mjs';

const COMPILERS = ['c++', 'g++', 'clang++'];

/** What each package manager calls what may be missing. */
const SOURCES = [
  {
    manager: 'apt-get',
    install: 'apt-get install -y',
    packages: {
      python: 'python3 python3-venv',
      venv: 'python3-venv',
      make: 'make',
      compiler: 'g++',
    },
  },
  {
    manager: 'dnf',
    install: 'dnf install -y',
    packages: {
      python: 'python3',
      venv: 'python3',
      make: 'make',
      compiler: 'gcc-c++',
    },
  },
  {
    manager: 'zypper',
    install: 'zypper install -y',
    packages: {
      python: 'python3',
      venv: 'python3',
      make: 'make',
      compiler: 'gcc-c++',
    },
  },
  {
    manager: 'pacman',
    install: 'pacman -S --noconfirm',
    packages: {
      python: 'python',
      venv: 'python',
      make: 'make',
      compiler: 'gcc',
    },
  },
  {
    manager: 'brew',
    install: 'xcode-select --install; brew install',
    packages: {
      python: 'python',
      venv: 'python',
      make: 'make',
      compiler: 'llvm',
    },
  },
];

const NAMES = {
  python: 'Python 3.9 or newer with venv',
  venv: "Python's venv module",
  make: 'make',
  compiler: 'a C++ compiler',
};

/**
 * Names all that is missing for the set-up at once.
 *
 * @returns the Python to use
 */
export function requireBuildTools({ compiler }, path = process.env.PATH) {
  const { python, lacks } = findPython(path);
  const missing = lacks ? [lacks] : [];
  if (compiler) {
    if (whichOnPath('make', path).length === 0) missing.push('make');
    if (!COMPILERS.some(name => whichOnPath(name, path).length > 0)) {
      missing.push('compiler');
    }
  }
  if (missing.length > 0) {
    const manager = SOURCES.find(
      source => whichOnPath(source.manager, path).length > 0,
    );
    throw new Refusal(whatIsMissing(missing, manager));
  }
  return python;
}

/** One line: what is missing and the way to get it. */
function whatIsMissing(missing, source) {
  const names = missing.map(key => NAMES[key]).join(', ');
  const wayOut = source
    ? `${source.install} ${missing.map(key => source.packages[key]).join(' ')}`
    : 'install it with the package manager of this system';
  return `Missing: ${names}. Get it with: ${wayOut}`;
}
