/** Versions that do not stand in the `go.mod` files of `testbed/modules`. */
export const pins = {
  argo: {
    module: 'github.com/argoproj/argo-workflows/v3',
    version: 'v3.7.9',
    /** The module is compiled from a copy, which Go does not check against go.sum. */
    sum: 'h1:h3KPCzhFX04EuzFaLe7w7INB0JMA95S42N55hDZ49lE=',
  },
  kubernetes: 'v1.33.4',
  etcd: 'v3.5.21',
  kwok: 'v0.7.0',
  storage: 'v1.8.0',
};
