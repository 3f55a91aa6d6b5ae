/** What a page of a user may load: its own styles, and pictures and fonts that it carries within itself. */
const POLICY =
  "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'";

/**
 * The document for a sandboxed frame: the page behind a policy that keeps it from telling anybody that it
 * was looked at. A second policy inside the page can only take away more.
 */
export function frameDocument(page: string): string {
  return `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><base target="_blank">${page}`;
}
