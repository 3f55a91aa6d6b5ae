import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { scratch } from '../testing/scratch.mjs';
import { requireBuildTools } from './requireBuildTools.mjs';

const GOOD_PYTHON = 'echo 3 11 /opt/real/python3';
/** Answers as a Debian Python without python3-venv does: the import fails, the rest works. */
const PYTHON_WITHOUT_VENV =
  'case "$2" in *venv*) exit 1;; *) echo 3 11 /opt/python3;; esac';

function pathWith(test, programs) {
  const place = scratch(test);
  for (const [name, body] of Object.entries(programs)) {
    place.program(`bin/${name}`, body);
  }
  return join(place.home, 'bin');
}

describe('requireBuildTools', () => {
  it('gives the real file of the first good Python, not its launcher', test => {
    const path = pathWith(test, { python3: GOOD_PYTHON, make: '', 'g++': '' });
    assert.equal(
      requireBuildTools({ compiler: true }, path),
      '/opt/real/python3',
    );
  });

  it('names all that is missing in one line, with the way to get it', test => {
    const path = pathWith(test, { 'apt-get': '' });
    assert.throws(() => requireBuildTools({ compiler: true }, path), {
      message:
        'Missing: Python 3.9 or newer with venv, make, a C++ compiler. Get it with: apt-get install -y python3 python3-venv make g++',
    });
  });

  it('names only the compiler where only the compiler is missing', test => {
    const path = pathWith(test, { python3: GOOD_PYTHON, make: '', dnf: '' });
    assert.throws(() => requireBuildTools({ compiler: true }, path), {
      message: 'Missing: a C++ compiler. Get it with: dnf install -y gcc-c++',
    });
    assert.ok(requireBuildTools({ compiler: false }, path));
  });

  it('tells a Python without venv from no Python', test => {
    const path = pathWith(test, {
      python3: PYTHON_WITHOUT_VENV,
      'apt-get': '',
    });
    assert.throws(() => requireBuildTools({ compiler: false }, path), {
      message:
        "Missing: Python's venv module. Get it with: apt-get install -y python3-venv",
    });
  });

  it('takes no Python that is too old', test => {
    const path = pathWith(test, { python3: 'echo 3 8 /opt/python3.8' });
    assert.throws(
      () => requireBuildTools({ compiler: false }, path),
      /Missing: Python 3.9 or newer with venv. Get it with: install it with the package manager/,
    );
  });
});
