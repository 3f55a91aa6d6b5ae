import {
  formatResources,
  type GraphTask,
  type PipelineSpec,
  type RunPlan,
} from '@mlops/plugin-mlops-common';

/** The graph of a pipeline; resources as they would be after templates and defaults, where it compiles. */
export function graphOf(spec: PipelineSpec, plan: RunPlan | null): GraphTask[] {
  const planned = new Map(plan?.tasks.map(task => [task.name, task]));
  return spec.tasks.map(task => {
    const resources = planned.get(task.name)?.resources;
    return {
      name: task.name,
      title: task.title ?? task.name,
      template: task.template,
      version: task.version,
      dependsOn: [...task.dependsOn],
      skip: task.skip,
      resources: resources
        ? formatResources(resources)
        : {
            cpu: task.resources.cpu ?? '',
            memory: task.resources.memory ?? '',
            gpu: task.resources.gpu ?? '',
          },
    };
  });
}
