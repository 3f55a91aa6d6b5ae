import { explainAdmission } from './explainAdmission';

// As Argo 3.7 and Kubernetes 1.33 have said it.
describe('explainAdmission', () => {
  it.each([
    [
      'pods "x" is forbidden: exceeded quota: small, requested: pods=1, used: pods=0, limited: pods=0',
      'the quota "small" of its namespace is used up (requested: pods=1, used: pods=0, limited: pods=0)',
    ],
    [
      'pods "x" is forbidden: error looking up service account n/nobody: serviceaccount "nobody" not found',
      'there is no service account "nobody" in the namespace of the project group',
    ],
    [
      'pods "x" is forbidden: violates PodSecurity "restricted:latest": hostPath volumes',
      'the cluster does not admit its pod: violates PodSecurity "restricted:latest": hostPath volumes',
    ],
    ['something else', 'something else'],
  ])('says of %s', (message, words) => {
    expect(explainAdmission(message)).toBe(words);
  });
});
