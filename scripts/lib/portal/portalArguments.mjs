import { parseArgs } from 'node:util';
import { Refusal } from '../Refusal.mjs';

const DEFAULT_PORT = 7007;

export const PORTAL_USAGE = `Usage: npm run portal [-- options]
       npm run portal -- stop [--all]

  (nothing)       set up what is missing, build what is stale, serve on http://localhost:${DEFAULT_PORT}
  --run NAME      also run that pipeline and show its log, e.g. --run digits
  --exit          with --run: end when the run ends, with 0 if it succeeded
  --port N        serve there (also: PORT=N)
  --data FOLDER   keep the data there (default: .data)
  stop            stop the portal of these data; its tasks go on
  stop --all      stop the portal and everything that still runs
  --help          this text
`;

/**
 * What the words behind `npm run portal --` ask for.
 *
 * @returns `{ action: 'help' | 'serve' | 'stop', port, data, pipeline, exit, all }`
 */
export function portalArguments(argv, env) {
  const { values, positionals } = parse(argv);
  const stop = positionals.length > 0;
  if (positionals.length > 1 || (stop && positionals[0] !== 'stop')) {
    throw misuse(`Unknown: ${positionals.join(' ')}`);
  }
  if (values.help) return { action: 'help' };
  if (values.all && !stop) throw misuse('--all belongs to stop');
  if (stop && (values.run !== undefined || values.exit || values.port)) {
    throw misuse('stop takes --all and --data only');
  }
  if (values.exit && values.run === undefined) {
    throw misuse('--exit belongs to --run');
  }
  return {
    action: stop ? 'stop' : 'serve',
    port: portOf(values.port ?? env.PORT),
    data: values.data,
    pipeline: values.run,
    exit: values.exit,
    all: values.all,
  };
}

function parse(args) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        all: { type: 'boolean', default: false },
        data: { type: 'string' },
        exit: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
        port: { type: 'string' },
        run: { type: 'string' },
      },
    });
  } catch (error) {
    if (!error.code?.startsWith('ERR_PARSE_ARGS')) throw error;
    throw misuse(error.message.split('. ')[0]);
  }
}

function portOf(text) {
  if (text === undefined) return DEFAULT_PORT;
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65535) {
    throw misuse(`The port must be a number from 1 to 65535, not "${text}"`);
  }
  return port;
}

function misuse(message) {
  return new Refusal(`${message}\n\n${PORTAL_USAGE}`);
}
