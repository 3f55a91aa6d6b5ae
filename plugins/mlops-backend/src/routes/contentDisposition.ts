/**
 * What a browser does with a file, and under which name it saves it: RFC 6266, with the name as RFC 8187
 * spells it, so that no character of a name that a task has chosen means anything in a header.
 */
export function contentDisposition(
  how: 'inline' | 'attachment',
  name: string,
): string {
  const spelled = encodeURIComponent(name).replace(
    /['()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${how}; filename*=UTF-8''${spelled}`;
}
