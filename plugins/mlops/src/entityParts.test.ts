import { appLanguageApiRef } from '@backstage/frontend-plugin-api';
import { createExtensionTester } from '@backstage/frontend-test-utils';
import { EntityContentBlueprint } from '@backstage/plugin-catalog-react/alpha';
import { entityTabs } from './entityParts';

describe('the tabs of entity pages', () => {
  it.each([
    ['en', 'Runs', 'Use'],
    ['zh', '运行', '使用情况'],
    ['fr', 'Runs', 'Use'],
  ])('are called in %s: %s and %s', (language, ...titles) => {
    const apis = [
      [appLanguageApiRef, { getLanguage: () => ({ language }) }],
    ] as const;
    const { title } = EntityContentBlueprint.dataRefs;
    const [runs, use] = entityTabs;
    const shown = [
      createExtensionTester(runs, { apis }).get(title),
      createExtensionTester(use, { apis }).get(title),
    ];
    expect(shown).toEqual(titles);
  });
});
