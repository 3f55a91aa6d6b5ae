import { contentDisposition } from './contentDisposition';

it.each([
  ['a.csv', 'a.csv'],
  ['"; filename=evil.exe', '%22%3B%20filename%3Devil.exe'],
  ["it's (1)*.html", 'it%27s%20%281%29%2A.html'],
  ['two\r\nSet-Cookie: a=b', 'two%0D%0ASet-Cookie%3A%20a%3Db'],
  ['数据.png', '%E6%95%B0%E6%8D%AE.png'],
])('spells the name %j as %s', (name, spelled) => {
  const header = contentDisposition('attachment', name);
  expect(header).toBe(`attachment; filename*=UTF-8''${spelled}`);
});
