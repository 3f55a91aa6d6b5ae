import {
  logSearchEventSchema,
  type LogSearchEvent,
} from '@mlops/plugin-mlops-common';

/** The events of a search as they arrive. */
export async function* readSearch(
  bytes: ReadableStream<Uint8Array>,
): AsyncIterable<LogSearchEvent> {
  const reader = bytes.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    const lines = (rest + decoder.decode(value, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      yield logSearchEventSchema.parse(JSON.parse(line));
    }
  }
  if (rest !== '') throw new Error('The answer of the search broke off');
}
