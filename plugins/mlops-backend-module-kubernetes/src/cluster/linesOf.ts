/** Bytes as lines of UTF-8, without empty ones. A character is never torn by the end of a piece. */
export async function* linesOf(
  bytes: AsyncIterable<Uint8Array>,
): AsyncIterable<string> {
  const decoder = new TextDecoder();
  let left = '';
  for await (const chunk of bytes) {
    left += decoder.decode(chunk, { stream: true });
    const lines = left.split('\n');
    left = lines.pop() ?? '';
    yield* lines.filter(line => line !== '');
  }
  if (left !== '') yield left;
}
