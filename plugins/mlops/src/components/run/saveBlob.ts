/** Milliseconds until the browser has surely begun to read the address. */
const KEEP = 60_000;

/** Hands a file to the browser to be saved. */
export function saveBlob(blob: Blob, name: string) {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEEP);
}
