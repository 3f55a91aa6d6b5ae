/* eslint-env browser */
const STEPS = 60;

/**
 * Drags the graph about as a hand does, first as it was opened, then where names can be read.
 *
 * @returns milliseconds between frames
 */
export async function panGraph(page) {
  const graph = page.getByLabel(/^Graph of \d+ tasks$/);
  const box = await graph.boundingBox();
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const drag = async () => {
    await page.mouse.move(middle.x, middle.y);
    await page.mouse.down();
    for (let step = 1; step <= STEPS; step += 1) {
      const angle = (step / STEPS) * 2 * Math.PI;
      await page.mouse.move(
        middle.x + Math.sin(angle) * box.width * 0.4,
        middle.y + (1 - Math.cos(angle)) * box.height * 0.3 - 60,
      );
    }
    await page.mouse.up();
  };
  const frames = [...(await framesDuring(page, drag))];
  for (let turn = 0; turn < 8; turn += 1) {
    await page.mouse.wheel(0, -240);
    await page.waitForTimeout(120);
  }
  await page.waitForTimeout(800);
  return [...frames, ...(await framesDuring(page, drag))];
}

async function framesDuring(page, work) {
  await page.evaluate(() => {
    const frames = [];
    let last;
    const tick = now => {
      if (last !== undefined) frames.push(now - last);
      last = now;
      if (!window.benchFrames.ended) requestAnimationFrame(tick);
    };
    window.benchFrames = { frames, ended: false };
    requestAnimationFrame(tick);
  });
  await work();
  return page.evaluate(() => {
    window.benchFrames.ended = true;
    return window.benchFrames.frames;
  });
}
