import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { prefixLines } from './prefixLines.mjs';

function shown(pieces) {
  let text = '';
  const lines = prefixLines('a | ', more => {
    text += more;
  });
  pieces.forEach(piece => lines.write(Buffer.from(piece)));
  lines.end();
  return text;
}

describe('prefixLines', () => {
  it('puts the prefix before each line, however the bytes come', () => {
    assert.equal(
      shown(['on', 'e\ntw', 'o\n\n', 'three']),
      'a | one\na | two\na | \na | three\n',
    );
  });

  it('does not break a character that lies across two pieces', () => {
    const [head, tail] = [
      Buffer.from('训').subarray(0, 1),
      Buffer.from('训').subarray(1),
    ];
    assert.equal(shown([head, tail, '\n']), 'a | 训\n');
  });

  it('shows the last state of a progress bar, and Windows line ends as line ends', () => {
    assert.equal(shown(['10 %\r50 %\r100 %\nend\r\n']), 'a | 100 %\na | end\n');
  });
});
