import { LogWindow } from './LogWindow';

const bytes = (text: string) => new TextEncoder().encode(text);

function held(log: LogWindow): string[] {
  return Array.from({ length: log.count }, (_, index) => log.line(index));
}

describe('LogWindow', () => {
  it('decodes characters that are cut between two pieces', () => {
    const whole = bytes('größe 数字 🎉\nend');
    for (let cut = 0; cut <= whole.length; cut += 1) {
      const log = new LogWindow(0);
      log.append(whole.subarray(0, cut));
      log.append(whole.subarray(cut));
      expect(held(log)).toEqual(['größe 数字 🎉', 'end']);
      expect(log.end).toBe(whole.length);
    }
  });

  it('shows the unfinished last line and completes it', () => {
    const log = new LogWindow(0);
    expect(log.append(bytes('epoch 1'))).toBe(1);
    expect(held(log)).toEqual(['epoch 1']);
    expect(log.append(bytes(' done\n'))).toBe(0);
    expect(held(log)).toEqual(['epoch 1 done']);
  });

  it('begins with a whole line when it begins inside the log', () => {
    const log = new LogWindow(100);
    log.append(bytes('half a line\nwhole\n'));
    expect(held(log)).toEqual(['whole']);
    expect(log.start).toBe(112);
    expect(log.numberOf(0)).toBeNull();
  });

  it('puts earlier parts in front and knows the numbers once the beginning is there', () => {
    const text = Array.from({ length: 9 }, (_, i) => `line ${i + 1}\n`).join(
      '',
    );
    const log = new LogWindow(30);
    log.append(bytes(text).subarray(30));
    expect(log.line(0)).toBe('line 6');
    const start = log.start;
    expect(log.prepend(bytes(text).subarray(0, start), 0)).toBe(5);
    expect(held(log)).toEqual(text.trim().split('\n'));
    expect(log.numberOf(0)).toBe(1);
    expect(log.indexOf(9)).toBe(8);
    expect(log.indexOf(10)).toBeNull();
  });

  it('joins any two pieces without losing or doubling a line', () => {
    const text = 'aa\nbbb\n\ncccc\nd\n';
    for (let cut = 1; cut < text.length; cut += 1) {
      const log = new LogWindow(cut);
      log.append(bytes(text).subarray(cut));
      if (log.count === 0) continue;
      log.prepend(bytes(text).subarray(0, log.start), 0);
      expect(held(log)).toEqual(['aa', 'bbb', '', 'cccc', 'd']);
    }
  });

  it('lets go of the oldest lines beyond its capacity and keeps counting', () => {
    const log = new LogWindow(0, 1_000_000);
    const line = `${'x'.repeat(99)}\n`;
    let removed = 0;
    for (let piece = 0; piece < 40; piece += 1) {
      log.append(bytes(line.repeat(1_000)));
      removed += log.trim();
    }
    expect(removed).toBeGreaterThan(0);
    expect(log.count).toBeLessThanOrEqual(11_000);
    expect(log.numberOf(0)).toBe(removed + 1);
    expect(log.start).toBe(removed * line.length);
    expect(log.count + removed).toBe(40_000);
  });

  it('carries a colour on to the next line until it is reset', () => {
    const log = new LogWindow(0);
    log.append(bytes('\u001b[31mbad\nstill bad\u001b[0m\nfine\n'));
    expect(log.line(1)).toBe('\u001b[31mstill bad\u001b[0m');
    expect(log.line(2)).toBe('fine');
  });
});
