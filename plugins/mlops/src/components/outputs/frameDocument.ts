/** What a page of a user may load: its own styles, and pictures and fonts that it carries within itself. */
const POLICY =
  "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'";

/** A page that says it can be light and dark. */
const ADAPTS = /<meta\s[^>]*name=["']?color-scheme\b/i;

/**
 * The document for a sandboxed frame: the page behind a policy that keeps it from telling anybody that it
 * was looked at. A second policy inside the page can only take away more. A page that names the colour
 * schemes it knows is given the portal's, since the first such name counts; others stay as they were made.
 */
export function frameDocument(page: string, mode: 'light' | 'dark'): string {
  const scheme = ADAPTS.test(page)
    ? `<meta name="color-scheme" content="${mode}">`
    : '';
  return `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}">${scheme}<base target="_blank">${page}`;
}
