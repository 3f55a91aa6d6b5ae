/**
 * Puts a prefix before each line of a stream of bytes, whatever pieces it comes in. A line is shown
 * when it is complete; what a progress bar overwrote (`\r`) is shown as it would look at the end.
 *
 * @returns `{ write(bytes), end() }`
 */
export function prefixLines(prefix, show) {
  // A character may lie across two pieces.
  const decoder = new TextDecoder();
  let rest = '';
  const showLine = line => {
    const visible = line.replace(/\r$/, '').split('\r').pop();
    show(`${prefix}${visible}\n`);
  };
  return {
    write(bytes) {
      const lines = (rest + decoder.decode(bytes, { stream: true })).split(
        '\n',
      );
      rest = lines.pop();
      lines.forEach(showLine);
    },
    end() {
      rest += decoder.decode();
      if (rest !== '') showLine(rest);
      rest = '';
    },
  };
}
