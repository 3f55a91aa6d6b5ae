const en = { runs: 'Runs', use: 'Use' };

/**
 * Titles of our tabs on entity pages, by language. They stand apart from the other messages because Backstage 1.55
 * takes the title of a tab as text, once, when the app starts (backstage/backstage#34139), and the messages of a
 * language are loaded later. After a change of language they follow when the page is loaded again.
 */
export const entityTabTitles: Record<string, typeof en> = {
  en,
  zh: { runs: '运行', use: '使用情况' },
};
