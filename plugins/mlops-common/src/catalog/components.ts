/** `spec.type` of the `Component` of a pipeline. @public */
export const PIPELINE_COMPONENT_TYPE = 'ml-pipeline';
/** `spec.type` of the `Component` of a job template. @public */
export const JOB_TEMPLATE_COMPONENT_TYPE = 'job-template';

/** Annotation with the id of the pipeline. @public */
export const PIPELINE_ID_ANNOTATION = 'mlops/pipeline-id';
/** Annotation with the id of the job template. @public */
export const JOB_TEMPLATE_ID_ANNOTATION = 'mlops/job-template-id';

/**
 * Topic of the event that says that pipelines or job templates were made, changed or archived. It carries
 * nothing: whoever hears it asks the API.
 *
 * @public
 */
export const DEFINITIONS_CHANGED_TOPIC = 'mlops.definitions';

/**
 * Topic of the event that says that project groups, their members or the people who have signed in changed.
 * It carries nothing.
 *
 * @public
 */
export const PROJECTS_CHANGED_TOPIC = 'mlops.projects';
