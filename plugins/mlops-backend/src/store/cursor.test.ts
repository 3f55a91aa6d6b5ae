import { decodeCursor, pageOf } from './cursor';

const question = { list: 'runs', filter: { status: ['failed'] } };
const page = pageOf(['a', 'b', 'c'], 2, question, name => [name]);

describe('cursor', () => {
  it('goes on behind the last row of the page', () => {
    expect(page.items).toEqual(['a', 'b']);
    expect(decodeCursor(question, page.nextCursor ?? '')).toEqual(['b']);
  });

  it('is absent on the last page', () => {
    expect(pageOf(['a'], 2, question, name => [name]).nextCursor).toBeNull();
  });

  it.each([
    ['of another list', page.nextCursor ?? '', { list: 'pipelines' }],
    ['of another filter', page.nextCursor ?? '', { list: 'runs', filter: {} }],
    ['that nobody made', 'bm9uc2Vuc2U', question],
    ['that is no base64', '%%%', question],
  ])('is refused when it is one %s', (_, cursor, asked) => {
    expect(() => decodeCursor(asked, cursor)).toThrow(/first page/);
  });
});
