import { flatten } from '../flatten';
import { catalogMessages } from './catalog';
import { commonMessages } from './common';
import { homeMessages } from './home';
import { pipelinesMessages } from './pipelines';
import { runMessages } from './run';
import { runsMessages } from './runs';

export default flatten({
  catalog: catalogMessages,
  common: commonMessages,
  home: homeMessages,
  pipelines: pipelinesMessages,
  run: runMessages,
  runs: runsMessages,
});
