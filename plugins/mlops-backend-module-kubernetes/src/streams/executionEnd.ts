import type { ExecutionEnd } from './ClusterStreams';

/**
 * How a command ended, from the `Status` that comes last. The exit code of one that failed stands among the causes.
 *
 * @param text - of the channel of the status
 */
export function executionEnd(text: string): ExecutionEnd {
  const status = parse(text);
  if (status.status === 'Success') return { kind: 'exited', code: 0 };
  const code = status.details?.causes?.find(
    ({ reason }) => reason === 'ExitCode',
  )?.message;
  if (code !== undefined && /^\d+$/.test(code)) {
    return { kind: 'exited', code: Number(code) };
  }
  return {
    kind: 'failed',
    message: status.message ?? (text || 'the cluster does not say why'),
  };
}

interface Status {
  status?: string;
  message?: string;
  details?: { causes?: Array<{ reason?: string; message?: string }> };
}

function parse(text: string): Status {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
