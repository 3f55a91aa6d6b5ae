const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const LABEL_PART = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

/** Names of claims, config maps, secrets and service accounts: a DNS sub-domain. */
export function isObjectName(text: string): boolean {
  return (
    text.length <= 253 && text.split('.').every(part => DNS_LABEL.test(part))
  );
}

/** Names of namespaces: a DNS label. */
export function isNamespaceName(text: string): boolean {
  return text.length <= 63 && DNS_LABEL.test(text);
}

/** `org` or `example.org/org`. */
export function isLabelKey(text: string): boolean {
  const slash = text.indexOf('/');
  const name = text.slice(slash + 1);
  return (
    name.length <= 63 &&
    LABEL_PART.test(name) &&
    (slash === -1 || isObjectName(text.slice(0, slash)))
  );
}

/** Empty, or 1 to 63 letters, digits, dashes, underscores and dots. */
export function isLabelValue(text: string): boolean {
  return text === '' || (text.length <= 63 && LABEL_PART.test(text));
}
