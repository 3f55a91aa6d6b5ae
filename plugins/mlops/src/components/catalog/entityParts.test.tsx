import type { ReactElement } from 'react';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Entity } from '@backstage/catalog-model';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { FakeBackend } from '../../__testUtils__/FakeBackend';
import { aPipeline, aSummary } from '../../__testUtils__/factories';
import { layoutInTests } from '../../__testUtils__/layoutInTests';
import { renderPage } from '../../__testUtils__/renderPage';
import { queryClient } from '../../api/queryClient';
import { JobTemplateUse } from './JobTemplateUse';
import { PipelineCard } from './PipelineCard';
import { PipelineRuns } from './PipelineRuns';

const AT = '/catalog/default/component/x';

const component = (annotations: Record<string, string>): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'x', annotations },
});

const ofPipeline = component({
  'mlops/pipeline-id': '01jnspp000000000000000dgts',
});
const ofTemplate = component({
  'mlops/job-template-id': '01jnspp000000000000000aaaa',
});

function show(part: ReactElement, entity: Entity, backend: FakeBackend) {
  return renderPage(<EntityProvider entity={entity}>{part}</EntityProvider>, {
    backend,
    path: AT,
    at: AT,
  });
}

describe('the parts of entity pages', () => {
  let backend: FakeBackend;

  beforeAll(layoutInTests);
  beforeEach(() => {
    // Shared by all parts of a page, and so by the tests.
    queryClient.clear();
    backend = new FakeBackend();
  });

  it('list the runs of the pipeline, and no other, and start another one', async () => {
    backend.pipelines = [aPipeline()];
    backend.runs = [aSummary({ number: 7 })];
    await show(<PipelineRuns />, ofPipeline, backend);
    expect(
      await screen.findByRole('link', { name: 'Digits #7' }),
    ).toBeInTheDocument();
    expect(
      backend.requests.some(
        made =>
          made.startsWith('GET /runs') &&
          made.includes('pipeline=01jnspp000000000000000dgts'),
      ),
    ).toBe(true);
    await userEvent.click(screen.getByRole('button', { name: 'Run' }));
    expect(await screen.findByTestId('address')).toHaveTextContent(
      `/mlops/runs/${backend.started}`,
    );
  });

  it('tell on the overview how the pipeline fares', async () => {
    backend.pipelines = [
      aPipeline({ lastRuns: [aSummary({ number: 7, status: 'failed' })] }),
    ];
    await show(<PipelineCard />, ofPipeline, backend);
    expect(
      await screen.findByRole('link', { name: 'Run #7: failed' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Open the pipeline' }),
    ).toHaveAttribute('href', '/mlops/pipelines/01jnspp000000000000000dgts');
  });

  it('list who uses a job template, and its versions', async () => {
    backend.pipelines = [
      aPipeline({ templates: ['load'] }),
      aPipeline({ id: 'other', title: 'Wine', templates: ['pour'] }),
    ];
    backend.jobTemplate = {
      id: '01jnspp000000000000000aaaa',
      name: 'load',
      title: 'Load',
      description: null,
      category: null,
      index: 0,
      source: 'catalog',
      sourceFile: {
        path: 'definitions/load/template.yaml',
        viewUrl: 'https://git.example/definitions/load/template.yaml',
        editUrl: null,
      },
      latest: {
        version: '1.2.0',
        stage: 'release',
        digest: 'x',
        createdAt: '2026-01-01T00:00:00.000Z',
        parameters: { properties: { seed: {}, 'test-share': {} } },
        image: null,
        local: true,
        helpUrl: null,
      },
    };
    await show(<JobTemplateUse />, ofTemplate, backend);
    const users = await screen.findByRole('table', { name: 'Pipelines' });
    expect(within(users).getByText('Digits')).toBeInTheDocument();
    expect(within(users).queryByText('Wine')).not.toBeInTheDocument();
    const versions = await screen.findByRole('table', { name: 'Versions' });
    expect(within(versions).getByText('1.2.0 · newest')).toBeInTheDocument();
    expect(within(versions).getByText('seed, test-share')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'View source' })).toHaveAttribute(
      'href',
      'https://git.example/definitions/load/template.yaml',
    );
    expect(
      screen.queryByRole('link', { name: 'Edit' }),
    ).not.toBeInTheDocument();
  });
});
