/** Versions that do not stand in the `go.mod` files of `testbed/modules`. */
export const pins = {
  /**
   * Argo Workflows, by the name that its programs, image and sources have; the topology says which cluster has which.
   * A module is compiled from a copy, which Go does not check against go.sum: hence `sum`.
   */
  argo: {
    'argo-3': {
      module: 'github.com/argoproj/argo-workflows/v3',
      version: 'v3.7.9',
      sum: 'h1:h3KPCzhFX04EuzFaLe7w7INB0JMA95S42N55hDZ49lE=',
    },
    'argo-4': {
      module: 'github.com/argoproj/argo-workflows/v4',
      version: 'v4.0.2',
      sum: 'h1:tmg7iIjnPF9EMtaGi6K6+Sm28J9WyyLUrJ1vdKkNmgc=',
    },
  },
  kubernetes: 'v1.33.4',
  etcd: 'v3.5.21',
  kwok: 'v0.7.0',
  storage: 'v1.8.0',
};
