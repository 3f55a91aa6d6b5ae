export interface Config {
  mlops?: {
    /**
     * Name of the cluster on which project groups work that name none, one of `kubernetes.clusterLocatorMethods`.
     * Needed only where there are several.
     */
    environment?: string;

    /** Runs as Argo Workflows on Kubernetes. */
    kubernetes?: {
      /**
       * Proves which objects on clusters this installation has made; what is not proven is never removed. Long and
       * random, and the same as long as there are runs.
       * @visibility secret
       */
      key: string;
      /** Runs at the same time. Default: 100. */
      maxRuns?: number;
      /** Taints of machines on which tasks may be put all the same, as in a pod. */
      tolerations?: Array<{
        key?: string;
        operator?: 'Exists' | 'Equal';
        value?: string;
        effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute';
        tolerationSeconds?: number;
      }>;
      /** Resource that a GPU is. Default: `nvidia.com/gpu`. */
      gpuResource?: string;
      /**
       * Kinds of objects that tasks may make on a cluster and that are removed with their run, in the plural with
       * version and group: `pytorchjobs.v1.kubeflow.org`, `jobs.v1.batch`. Default: none.
       */
      launched?: string[];
    };

    /** Where clusters keep outputs and logs: storage that speaks S3. */
    artifacts?: {
      /** Host and port with scheme, as portal and clusters reach it. Default: that of AWS. */
      endpoint?: string;
      /** Default: `us-east-1`. */
      region?: string;
      bucket: string;
      /** What keys begin with. Default: `mlops`. */
      prefix?: string;
      /** @visibility secret */
      accessKey: string;
      /** @visibility secret */
      secretKey: string;
    };
  };
}
