/** The address that the portal under test printed when it started. */
export function launchUrl(): string {
  const url = process.env.PORTAL_LAUNCH_URL;
  if (!url) {
    throw new Error(
      'Set PORTAL_LAUNCH_URL to the address that the portal printed when it started',
    );
  }
  return url;
}
