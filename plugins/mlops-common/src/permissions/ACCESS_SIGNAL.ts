/**
 * Channel of the signal that says that rights were changed. It carries nothing: whoever hears it asks again.
 *
 * @public
 */
export const ACCESS_SIGNAL = 'mlops:access';
