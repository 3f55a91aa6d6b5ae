/** Where on the axis, short enough to stand beside the next: `0`, `250 ms`, `1.5 s`, `2:30`, `1:05:00`. */
export function tickLabel(offsetMs: number, lengthMs: number): string {
  if (offsetMs === 0) return '0';
  if (lengthMs < 2_000) return `${Math.round(offsetMs)} ms`;
  if (lengthMs < 60_000) return `${offsetMs / 1_000} s`;
  const seconds = Math.round(offsetMs / 1_000);
  const hours = Math.floor(seconds / 3_600);
  const minutes = Math.floor(seconds / 60) % 60;
  const rest = `${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
