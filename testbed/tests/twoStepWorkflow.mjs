/**
 * A workflow of two steps: the first trains a model and leaves it as an artifact, the second reads
 * the artifact in a private image.
 *
 * @param images - references by name
 * @param pullSecret - name of the secret that lets the private image be pulled, or `undefined`
 */
export function twoStepWorkflow({ images, pullSecret }) {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata: { generateName: 'two-steps-' },
    spec: {
      entrypoint: 'all',
      imagePullSecrets: pullSecret ? [{ name: pullSecret }] : [],
      templates: [
        {
          name: 'all',
          dag: {
            tasks: [
              { name: 'train', template: 'train' },
              {
                name: 'read',
                template: 'read',
                dependencies: ['train'],
                arguments: {
                  artifacts: [
                    {
                      name: 'model',
                      from: '{{tasks.train.outputs.artifacts.model}}',
                    },
                  ],
                },
              },
            ],
          },
        },
        {
          name: 'train',
          container: {
            image: images['scikit-learn'],
            command: ['python3', '-c', TRAIN],
          },
          outputs: { artifacts: [{ name: 'model', path: '/tmp/model.json' }] },
        },
        {
          name: 'read',
          inputs: { artifacts: [{ name: 'model', path: '/tmp/model.json' }] },
          container: {
            image: images.private,
            command: ['sh', '-c', 'cat /private && grep score /tmp/model.json'],
          },
        },
      ],
    },
  };
}

const TRAIN = `
import json
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression
features, classes = load_iris(return_X_y=True)
score = LogisticRegression(max_iter=200).fit(features, classes).score(features, classes)
with open("/tmp/model.json", "w") as file:
    json.dump({"score": score}, file)
`;
