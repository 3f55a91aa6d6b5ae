/** What the backend said about a refusal, which stands inside of the error of the request. */
export function reasonOf(error: Error): string {
  const { cause } = error;
  return cause instanceof Error || isMessage(cause)
    ? cause.message
    : error.message;
}

function isMessage(value: unknown): value is { message: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'message' in value &&
    typeof value.message === 'string'
  );
}
