import { expect, type Locator, type Page } from '@playwright/test';

/** The page of a run, in the words that a person reads on it. */
export class RunPage {
  constructor(readonly page: Page) {}

  /** Waits until the page of a run is shown and answers the id of the run. */
  async opened(): Promise<string> {
    await this.page.waitForURL(/\/runs\/[0-9a-z]{26}/);
    await expect(this.title).toBeVisible();
    const [, id] = /\/runs\/([0-9a-z]{26})/.exec(this.page.url()) ?? [];
    return id ?? '';
  }

  get title(): Locator {
    return this.page.getByRole('heading', { level: 1 });
  }

  /** The state of the run, which stands beside its title. */
  state(word: string): Locator {
    return this.page
      .locator('header', { has: this.title })
      .getByText(word, { exact: true });
  }

  get graph(): Locator {
    return this.page.getByLabel(/^Graph of \d+ tasks$/);
  }

  /** A task in the graph, by its title and, if given, its state. */
  task(title: string, state = ''): Locator {
    return this.graph.getByLabel(new RegExp(`^${title}, ${state}`));
  }

  /** Everything about the selected task. */
  panel(title: string): Locator {
    return this.page.getByRole('region', { name: title, exact: true });
  }

  get log(): Locator {
    return this.page.getByRole('log', { name: 'Log' });
  }

  async select(title: string, tab: string): Promise<void> {
    // The graph hears clicks as a whole: its surface lies above the cards, where Playwright sees an obstacle.
    await this.task(title).click({ force: true });
    await this.panel(title).getByRole('tab', { name: tab }).click();
  }

  /** Opens a task by its address, wherever it stands in the graph. */
  async show(task: string, tab: 'log' | 'outputs'): Promise<void> {
    const url = new URL(this.page.url());
    url.search = new URLSearchParams({ task, tab }).toString();
    await this.page.goto(url.href);
  }
}
