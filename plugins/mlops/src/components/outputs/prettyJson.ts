/** JSON with two spaces a level; text that is not JSON stays as it is. */
export function prettyJson(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    // A program wrote something else into a file named .json: its own words say best what.
    return text;
  }
}
