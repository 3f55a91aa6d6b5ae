import { ansiSpans } from './ansiSpans';
import { colourCarry } from './colourCarry';
import { markHits } from './markHits';
import { paletteColour } from './paletteColour';
import { plainText } from '@mlops/plugin-mlops-common';

const ESC = '\u001b';

describe('ansiSpans', () => {
  it('gives names of styles for the sixteen colours', () => {
    expect(ansiSpans(`ok ${ESC}[1;31mbad${ESC}[0m.`)).toEqual([
      { text: 'ok ', styles: [] },
      { text: 'bad', styles: ['fg-red', 'bold'] },
      { text: '.', styles: [] },
    ]);
    expect(ansiSpans(`${ESC}[92;44mx`)).toEqual([
      { text: 'x', styles: ['fg-green', 'bright', 'bg-blue'] },
    ]);
  });

  it('gives exact colours as numbers only', () => {
    expect(ansiSpans(`${ESC}[38;2;1;2;3;48;5;208mx`)).toEqual([
      {
        text: 'x',
        styles: [],
        colour: 'rgb(1, 2, 3)',
        background: 'rgb(255, 135, 0)',
      },
    ]);
  });

  it('leaves markup as the text that it is', () => {
    const text = '<img src=x onerror=alert(1)>&amp;';
    expect(ansiSpans(text)).toEqual([{ text, styles: [] }]);
  });

  it.each([
    ['a title', `${ESC}]0;owned\u0007text`],
    ['a link', `${ESC}]8;;javascript:alert(1)${ESC}\\text${ESC}]8;;${ESC}\\`],
    ['cursor moves', `${ESC}[2K${ESC}[1Gtext${ESC}[?25l`],
    ['a character set', `${ESC}(Btext`],
    ['other controls', `te\u0000x\u0008t`],
    ['reversed reading', `te\u202ext\u202c`],
  ])('takes %s away', (_, line) => {
    expect(plainText(line)).toBe('text');
    expect(
      ansiSpans(line)
        .map(({ text }) => text)
        .join(''),
    ).toBe('text');
  });
});

describe('paletteColour', () => {
  it('knows the cube and the greys and leaves the first sixteen to the theme', () => {
    expect(paletteColour(16)).toBe('rgb(0, 0, 0)');
    expect(paletteColour(231)).toBe('rgb(255, 255, 255)');
    expect(paletteColour(232)).toBe('rgb(8, 8, 8)');
    expect(paletteColour(9)).toBeUndefined();
    expect(paletteColour(999)).toBeUndefined();
  });
});

describe('colourCarry', () => {
  it('keeps what is in force at the end of the line', () => {
    expect(colourCarry('', `${ESC}[31mred`)).toBe(`${ESC}[31m`);
    expect(colourCarry(`${ESC}[31m`, 'plain')).toBe(`${ESC}[31m`);
    expect(colourCarry(`${ESC}[31m`, `x${ESC}[0m`)).toBe('');
    expect(colourCarry(`${ESC}[31m`, `x${ESC}[m`)).toBe('');
    expect(colourCarry(`${ESC}[31m`, `${ESC}[0;32mx`)).toBe(`${ESC}[0;32m`);
  });

  it('stays short however often a program changes colour', () => {
    let carry = '';
    for (let i = 0; i < 1_000; i += 1) {
      carry = colourCarry(carry, `${ESC}[38;5;${i % 256}mx`);
    }
    expect(carry.length).toBeLessThan(120);
    expect(carry).toContain('38;5;231m');
  });
});

describe('search', () => {
  const line = `${ESC}[32mlo${ESC}[0mss LOSS`;

  it('marks an occurrence that runs over a change of colour', () => {
    const marked = markHits(ansiSpans(line), 'loss');
    expect(marked.map(({ text, hit }) => [text, hit])).toEqual([
      ['lo', 0],
      ['ss', 0],
      [' ', undefined],
      ['LOSS', 1],
    ]);
    expect(marked[0].styles).toEqual(['fg-green']);
  });

  it('never changes the text by marking it', () => {
    for (const query of ['o', 'ss', 's l', 'zzz', 'LOSS LOSS']) {
      expect(
        markHits(ansiSpans(line), query)
          .map(({ text }) => text)
          .join(''),
      ).toBe('loss LOSS');
    }
  });
});
