import { ConfigReader } from '@backstage/config';
import type { JsonValue } from '@backstage/types';
import { readSurroundings } from './Surroundings';

const hostsAt = (listen?: JsonValue) => [
  ...readSurroundings(
    new ConfigReader({
      app: { baseUrl: 'https://mlops.example' },
      backend: {
        baseUrl: 'https://mlops.example',
        ...(listen !== undefined && { listen }),
      },
    }),
  ).hosts,
];

describe('the hosts of a portal', () => {
  it.each<[JsonValue | undefined, string]>([
    [undefined, 'localhost:7007'],
    [':8080', 'localhost:8080'],
    [8080, 'localhost:8080'],
    [{ port: 8080 }, 'localhost:8080'],
    [{ host: '::', port: 8080 }, 'localhost:8080'],
    [{ host: '0.0.0.0' }, '127.0.0.1:7007'],
    ['10.0.0.1:8080', '10.0.0.1:8080'],
    [{ host: 'fd00::1' }, '[fd00::1]:7007'],
  ])(
    'that listens at %j are its address, and %s for its own plugins',
    (listen, own) => {
      expect(hostsAt(listen)).toEqual(['mlops.example', own]);
    },
  );

  it('on loopback are all loopback names', () => {
    expect(hostsAt('127.0.0.1:7007')).toEqual([
      'mlops.example',
      'localhost:7007',
      '127.0.0.1:7007',
      '[::1]:7007',
    ]);
  });
});
