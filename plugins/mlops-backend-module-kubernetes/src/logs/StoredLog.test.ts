import { MemoryObjects } from '../__testUtils__/MemoryObjects';
import { NOTHING_SAID } from './ExecutorLines';
import type { PieceIndex } from './LogPiece';
import { StoredLog } from './StoredLog';

const TEXT = 'abcdefghijkl';

/** What a backend knows that has read up to an offset. */
const indexAt = (offset: number, size: number): PieceIndex => ({
  times: [{ offset, at: 1_000 + offset }],
  before: offset > 0 ? { offset: offset - 1, at: 999 + offset } : null,
  mark: { time: `${offset}`, nth: 0, offset },
  executor: NOTHING_SAID,
  hasBegun: true,
  gaps: offset + size > 6 ? [6] : [],
});

describe('StoredLog', () => {
  let objects: MemoryObjects;
  let store: StoredLog;
  const write = (offset: number, size: number) =>
    store.write(
      offset,
      Buffer.from(TEXT.slice(offset, offset + size)),
      indexAt(offset, size),
    );
  const read = async (from: number) => {
    const { pieces } = await store.look();
    const chunks: Uint8Array[] = [];
    for await (const chunk of store.inPieces(pieces, from)) chunks.push(chunk);
    return Buffer.concat(chunks).toString();
  };
  beforeEach(() => {
    objects = new MemoryObjects();
    store = new StoredLog(objects, 'runs/log/');
  });

  it('makes one piece of several, which says all that they did', async () => {
    for (const offset of [0, 3, 6, 9]) await write(offset, 3);
    // Of another backend, which has cut elsewhere.
    await write(3, 4);
    const { pieces } = await store.look();
    await store.merge(pieces.slice(1));
    const merged = await store.look();
    expect(merged.pieces).toEqual([
      { offset: 0, size: 3 },
      { offset: 3, size: 9 },
    ]);
    expect(objects.objects.size).toBe(2);
    expect(await read(0)).toBe(TEXT);
    expect(await read(5)).toBe(TEXT.slice(5));
    expect(await store.index(merged.pieces[1])).toEqual({
      ...indexAt(9, 3),
      times: [3, 6, 9].map(offset => ({ offset, at: 1_000 + offset })),
      before: { offset: 2, at: 1_002 },
    });
  });

  it('leaves what another backend has merged meanwhile', async () => {
    for (const offset of [0, 4, 8]) await write(offset, 4);
    const { pieces } = await store.look();
    await store.merge(pieces);
    const before = [...objects.objects.keys()];
    await store.merge(pieces);
    await store.merge([]);
    expect([...objects.objects.keys()]).toEqual(before);
    expect(await read(0)).toBe(TEXT);
  });

  it('can be merged again where that was broken off before the pieces went', async () => {
    for (const offset of [0, 4, 8]) await write(offset, 4);
    const { pieces } = await store.look();
    const remove = objects.remove.bind(objects);
    objects.remove = async () => {
      throw new Error('killed');
    };
    await expect(store.merge(pieces)).rejects.toThrow('killed');
    objects.remove = remove;
    expect(await read(0)).toBe(TEXT);
    const merged = (await store.look()).pieces;
    expect(merged).toEqual([{ offset: 0, size: 12 }]);
    await store.merge(merged);
    expect(objects.objects.size).toBe(1);
    expect(await read(7)).toBe(TEXT.slice(7));
  });
});
