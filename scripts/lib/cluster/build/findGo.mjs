import { firstLineOf } from '../../process/firstLineOf.mjs';
import { whichOnPath } from '../../process/whichOnPath.mjs';

/** Older ones do not fetch the toolchain that a module asks for (Go 1.21 was the first). */
const OLDEST = [1, 21];
const USUAL_PLACE = '/usr/local/go/bin';

/** The first usable Go, or `undefined`. */
export function findGo(path = `${process.env.PATH}:${USUAL_PLACE}`) {
  return whichOnPath('go', path).find(go =>
    isNewEnough(firstLineOf([go, 'version'])),
  );
}

/** @param line - such as `go version go1.26.8 linux/amd64` */
export function isNewEnough(line) {
  const [, major, minor] = /^go version go(\d+)\.(\d+)/.exec(line ?? '') ?? [];
  return (
    Number(major) > OLDEST[0] ||
    (Number(major) === OLDEST[0] && Number(minor) >= OLDEST[1])
  );
}
