import fc from 'fast-check';
import { aSpec, aTask, aTemplate } from '../__testUtils__/compileInput';
import { formatDocument } from './formatDocument';
import type { JobTemplateDocument } from './jobTemplate';
import { pipelineDocumentSchema, type PipelineDocument } from './pipeline';
import { readDocuments } from './readDocuments';

function aPipelineDocument(spec: PipelineDocument['spec']): PipelineDocument {
  return {
    apiVersion: 'mlops/v1',
    kind: 'Pipeline',
    metadata: { name: 'digits', title: 'Digits: "all" of them' },
    spec,
  };
}

/** What is left after a definition went through JSON, as it does in the database. */
function asStored(text: string) {
  const [document, ...others] = readDocuments(text);
  expect(others).toEqual([]);
  if (!document.ok) throw new Error(JSON.stringify(document.problems));
  return document.value;
}

describe('formatDocument', () => {
  it('leaves out what goes without saying', () => {
    expect(formatDocument(aPipelineDocument(aSpec())))
      .toBe(`apiVersion: mlops/v1
kind: Pipeline
metadata:
  name: digits
  title: 'Digits: "all" of them'
spec:
  project: vision
  tasks:
    - name: train
      template: tool
      version: 1.0.0
`);
  });

  it('writes a template that reads the same', () => {
    const document: JobTemplateDocument = {
      apiVersion: 'mlops/v1',
      kind: 'JobTemplate',
      metadata: { name: 'tool' },
      spec: aTemplate({
        version: '2',
        env: { A: '1', B: { secretRef: { name: 's', key: 'k' } } },
        files: [{ path: 'a.py', content: 'print(1)\n\n  # end', mode: '0755' }],
        parameters: { type: 'object', properties: { x: { default: null } } },
        resources: { cpu: '1', memory: '1G' },
        expand: { index: 3, helpUrl: 'https://example.org/help' },
      }).spec,
    };
    expect(asStored(formatDocument(document))).toEqual(document);
  });

  it('reads what it writes, whatever people put into texts', () => {
    const text = fc.string({ unit: 'binary', maxLength: 30 }).filter(
      // Half of a character cannot be stored as UTF-8.
      value => !/\p{Cs}/u.test(value),
    );
    const env = fc.dictionary(fc.stringMatching(/^[A-Z_]{1,5}$/), text, {
      noNullPrototype: true,
    });
    const parameters = fc
      .dictionary(text, fc.jsonValue({ maxDepth: 3 }), {
        noNullPrototype: true,
      })
      .filter(value => {
        // Neither form keeps what JSON itself does not.
        const json = JSON.stringify(value);
        return (
          !json.includes('__proto__') &&
          !/\p{Cs}|\\ud[89a-f]/u.test(json) &&
          !/-0[,\]}]/.test(json)
        );
      })
      .map(value => JSON.parse(JSON.stringify(value)));
    fc.assert(
      fc.property(env, parameters, text, (variables, values, title) => {
        const document = pipelineDocumentSchema.parse(
          aPipelineDocument(
            aSpec({
              env: variables,
              tasks: [
                aTask({ parameters: values, title, dependsOn: ['load'] }),
                aTask({ name: 'load', skip: true, env: title }),
              ],
            }),
          ),
        );
        expect(asStored(formatDocument(document))).toEqual(document);
      }),
      { numRuns: 300 },
    );
  });
});
