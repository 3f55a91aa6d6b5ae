const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
const HOUR_MS = 3_600_000;

/** `1.5 GiB` */
export function formatBytes(bytes: number): string {
  const power = Math.min(
    UNITS.length - 1,
    Math.floor(Math.log2(Math.max(1, bytes)) / 10),
  );
  const value = bytes / 1024 ** power;
  return `${Number(value.toFixed(1))} ${UNITS[power]}`;
}

/** Milliseconds as days, or as hours where there are no two days of them. */
export function formatDays(milliseconds: number): string {
  const hours = milliseconds / HOUR_MS;
  return hours < 48
    ? `${Number(hours.toFixed(1))} hours`
    : `${Math.floor(hours / 24)} days`;
}
