import { request, type RequestOptions } from 'node:http';

/**
 * The status with which a GET is answered; of the answer nothing more is read.
 *
 * @param options - `path` and `signal`, and where the request goes
 * @throws Error when nobody answers, or `signal` aborts
 * @public
 */
export function statusOf(options: RequestOptions): Promise<number> {
  const headers = { host: 'localhost', ...options.headers };
  return new Promise((resolve, reject) => {
    request({ ...options, headers }, response => {
      response.destroy();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}
