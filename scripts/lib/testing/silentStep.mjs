/** A `step` that shows nothing and remembers the titles. */
export function silentStep() {
  const titles = [];
  const step = (title, work) => {
    titles.push(title);
    return work(() => {});
  };
  return Object.assign(step, { titles });
}
