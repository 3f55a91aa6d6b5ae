import { stripVTControlCharacters } from 'node:util';

const HEARTBEAT_MS = 30_000;

/**
 * One line a step: live on a terminal, and where nobody can overwrite a line (a file, a pipe) its
 * begin, a sign of life twice a minute, and its end with the time it took.
 *
 * @param out - a writable stream such as `process.stderr`
 */
export function progressLine(out, now = () => performance.now()) {
  return async function step(title, work) {
    const began = now();
    const seconds = () => ((now() - began) / 1000).toFixed(1);
    let detail = '';
    let heard = began;
    const draw = () => {
      const text = `${title} … ${seconds()} s ${detail}`;
      if (out.isTTY) {
        out.write(`\r\x1b[K${text.slice(0, (out.columns ?? 80) - 1)}`);
      } else if (now() - heard >= HEARTBEAT_MS) {
        heard = now();
        out.write(`${text}\n`);
      }
    };
    if (!out.isTTY) out.write(`${title} …\n`);
    const timer = setInterval(draw, 200);
    try {
      const result = await work(line => {
        detail = stripVTControlCharacters(line).trim();
      });
      clearInterval(timer);
      out.write(`${out.isTTY ? '\r\x1b[K' : ''}${title}: ${seconds()} s\n`);
      return result;
    } catch (error) {
      clearInterval(timer);
      out.write(`${out.isTTY ? '\r\x1b[K' : ''}${title}: failed\n`);
      throw error;
    }
  };
}
