/**
 * Why an image cannot be pulled, with what the registry answered, out of what the container runtime says:
 * `failed to pull and unpack image "a": failed to resolve reference "a": <the answer>` (containerd).
 */
export function explainImagePull(image: string, message: string): string {
  const steps = [
    /^Back-off pulling image ".*?"(?:: )?/,
    /^Failed to pull image ".*?": /,
    /^ErrImagePull: /,
    /^rpc error: code = \w+ desc = /,
    /^failed to pull and unpack image ".*?": /,
    /^failed to resolve reference ".*?": /,
  ];
  const answer = steps.reduce((text, step) => text.replace(step, ''), message);
  return answer === ''
    ? `its image "${image}" cannot be pulled`
    : `its image "${image}" cannot be pulled: ${hintOf(answer)}`;
}

function hintOf(answer: string): string {
  if (/\b(401|403)\b|unauthorized|authorization|denied/i.test(answer)) {
    return `${answer} (the registry wants a pull secret that may read it)`;
  }
  return /: not found$/.test(answer) ? 'the registry does not have it' : answer;
}
