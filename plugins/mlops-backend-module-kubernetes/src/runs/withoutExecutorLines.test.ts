import fc from 'fast-check';
import { withoutExecutorLines } from './withoutExecutorLines';

async function read(text: Buffer, size: number): Promise<Buffer> {
  async function* pieces() {
    for (let at = 0; at < text.length; at += size) {
      yield text.subarray(at, at + size);
    }
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of withoutExecutorLines(pieces())) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const OWN = 'time="2026-11-25T23:40:46Z" level=info msg="x" argo=true\n';

describe('withoutExecutorLines', () => {
  it('takes out the lines of the executor, however the bytes come', async () => {
    const line = fc.oneof(
      fc.constantFrom(
        OWN,
        'time=5\n',
        'ti',
        '\n',
        'argo=true\n',
        'a time= argo=true\n',
      ),
      fc.string().map(text => `${text}\n`),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(line),
        fc.integer({ min: 1, max: 9 }),
        async (lines, size) => {
          const text = lines.join('');
          const wanted = text
            .split(/(?<=\n)/)
            .filter(one => !/^time=.*\bargo=true\b/.test(one))
            .join('');
          expect(String(await read(Buffer.from(text), size))).toBe(wanted);
        },
      ),
    );
  });

  it('keeps bytes that are no text', async () => {
    const bytes = Buffer.from([0, 255, 10, 128]);
    expect(await read(bytes, 1)).toEqual(bytes);
  });
});
