/**
 * A node that kwok plays: pods are placed on it and said to run, and nothing does. A taint keeps
 * those away that do not ask for it.
 */
export function simulatedNode({ name, labels, capacity, taint }) {
  const resources = { pods: '110', ...capacity };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      labels: { ...labels, type: 'kwok' },
      annotations: { 'kwok.x-k8s.io/node': 'fake' },
    },
    spec: { taints: [taint] },
    status: { allocatable: resources, capacity: resources },
  };
}
